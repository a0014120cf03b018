"""Which act makes which document, and what stands in it."""

from datetime import date

import pytest

from domain.appointment import commands as ac
from domain.appointment.kinds import ReviewResult
from domain.branch.facts import Officer
from domain.establishment import commands as ec
from domain.establishment.modes import Mode, ReturnReason
from domain.evaluation_round.service_commands import ContinueRound
from domain.filing import commands as fc
from domain.filing.kinds import FilingKind
from domain.investigation import commands as ic
from domain.investigation.sections import SectionName
from domain.matter.commands import CorrectRecord, RevokeDecision
from domain.orders import MeetingRecord, Role
from domain.policy.exceptions import Waiver, WaiverLevel
from interfaces.papers.paper import Paper, PaperKind
from tests.domain import establishment_given as g
from tests.domain import round_given
from tests.domain import test_appointment as a
from tests.domain import test_filing as f
from tests.domain import test_investigation as i
from tests.domain.branch_given import DOC, MEI, PAPER
from tests.domain.test_round_awarding import great
from tests.interfaces.papers.given import BRANCH_OFFICE, OFFICE, directory, listed, paper, papers
from tests.spec import LI, QIAN, SUN, WANG, ZHAO, Scene, by_service, did, time_passes

APPROVAL, RECEIPT = PaperKind.APPROVAL, PaperKind.RECEIPT
NOTICE, CORRECTION = PaperKind.NOTICE, PaperKind.CORRECTION
MEND = fc.RequestCorrection(items=("解除协议缺少签名", "生效日期与协议不符"))


def submitted(**more: object) -> Scene:
    return f.SPEC.given(did(f.submit(**more), by=WANG, on="2026-10-12"))  # type: ignore[arg-type]


def acknowledged() -> Scene:
    scene = submitted(change=f.change().model_copy(update={"documents": (f.PAPER,)}))
    scene.do(did(fc.AcknowledgeFiling(), by=ZHAO, on="2026-10-14"))
    return scene


def said(one: Paper) -> str:
    return "\n".join(part.zh for part in one.body)


# filings


def test_a_receipt_tells_what_was_filed_under_which_number_and_from_when() -> None:
    (receipt,) = papers(acknowledged())
    assert (receipt.kind, receipt.stream, receipt.version, receipt.position) == (
        RECEIPT,
        "filing/K-1/1",
        2,
        102,
    )
    assert receipt.title.zh == "关于示例科技有限公司党支部书记劳动合同解除备案的回执"
    assert receipt.number == "BA-2026-K-1-1"
    assert receipt.numbered is not None
    assert receipt.numbered.zh == "备案号：BA-2026-K-1-1"
    assert (receipt.dated.zh, receipt.dated.en) == ("2026年10月14日", "14 October 2026")
    assert (receipt.issuer, receipt.addressee and receipt.addressee.zh) == (OFFICE, f"{BRANCH_OFFICE}：")
    assert "韩某同志（书记，示例科技有限公司）劳动合同解除备案材料收悉" in said(receipt)
    assert "事由：协商一致；生效日期：2026年9月24日。" in said(receipt)
    assert "报送时限：按期" in said(receipt)
    assert "不等于免去党内职务" in said(receipt)
    assert receipt.attachments == (f.PAPER,)
    assert f.PAPER.sha256 in receipt.attached[0].zh


def test_a_receipt_rests_on_the_submission_and_says_where_it_lies() -> None:
    (receipt,) = papers(acknowledged())
    (ground,) = receipt.grounds
    assert (ground.entry.stream, ground.entry.version) == ("filing/K-1/1", 1)
    assert ground.said.zh.startswith("2026年10月12日：提交书记 韩某 的合同解除备案")
    assert receipt.verification == "/verify?stream=filing%2FK-1%2F1&version=2"


def test_a_registration_says_nothing_of_an_office_that_is_lost() -> None:
    scene = submitted(
        kind=FilingKind.REGISTER, change=f.change(before=None, after=f.TERMS), contract_entry=None
    )
    scene.do(did(fc.AcknowledgeFiling(), by=ZHAO))
    assert "不等于免去党内职务" not in said(paper(scene, RECEIPT))


def test_silence_gives_a_receipt_of_the_office_that_was_asked() -> None:
    scene = f.CONSENT.given(did(f.DISMISSAL, by=WANG, on="2026-10-12"), time_passes("2026-10-19"))
    receipt = paper(scene, RECEIPT)
    assert "视为同意" in said(receipt)
    assert receipt.issuer == OFFICE


def test_a_correction_request_lists_what_to_mend_until_when_and_ends_once_it_is_mended() -> None:
    scene = submitted()
    scene.do(did(MEND, by=ZHAO, on="2026-10-13"))
    request = paper(scene, CORRECTION)
    assert [one.zh for one in request.body[1:3]] == ["1．解除协议缺少签名", "2．生效日期与协议不符"]
    assert request.body[-1].zh == "请于2026年10月20日前（含当日）补正后重新报送。"
    assert (request.number, request.afterwards) == (None, ())
    scene.do(did(fc.Correct(change=f.change("2026-09-25")), by=WANG, on="2026-10-15"))
    assert [one.zh for one in paper(scene, CORRECTION).afterwards] == ["2026年10月15日：已补正，重新提交。"]


def test_a_receipt_that_was_revoked_or_whose_ground_was_corrected_says_so() -> None:
    scene = acknowledged()
    scene.do(
        did(
            CorrectRecord(
                version=1,
                field="post",
                was="secretary",
                now="deputy",
                ground="核对",
                document="示组〔2026〕8号",
            ),
            by=SUN,
            role=Role.REGISTRAR,
            on="2026-10-20",
        )
    )
    scene.do(
        did(RevokeDecision(version=2, reason="材料不实", document="示组〔2026〕9号"), by=LI, on="2026-10-21")
    )
    receipt = paper(scene, RECEIPT)
    assert [one.zh for one in receipt.afterwards] == [
        "本件所依据的第 1 条记录已于2026年10月20日更正（示组〔2026〕8号）：post 原为“secretary”，应为“deputy”。",
        "本件所载决定已于2026年10月21日撤销（示组〔2026〕9号）：材料不实",
    ]
    assert "（书记，" in said(receipt)  # it stays what was issued


# establishments


def test_an_approval_answers_the_application_and_names_what_follows() -> None:
    (approval,) = papers(g.given(*g.approved()))
    assert (approval.kind, approval.number) == (APPROVAL, "示委〔2026〕1号")
    assert approval.title.zh == "关于同意成立示例党支部的批复"
    assert approval.addressee is not None
    assert approval.addressee.zh == "示例党支部筹备组："  # the office that decides had applied itself
    assert approval.body[0].zh == "你单位2026年3月2日关于成立示例党支部的申请收悉。经研究，现批复如下："
    assert "同意以“单独组建”方式成立示例党支部，组织类型为党支部。" in said(approval)
    assert "同意由甲同志组成筹备组" in said(approval)
    assert "请于2026年4月9日前（含当日）办理：成立大会。" in said(approval)
    assert approval.closing.zh == "此复。"


def test_an_approval_goes_to_the_office_that_applied() -> None:
    scene = g.given(did(g.apply(), by=WANG, on="2026-03-02", org="o-1-b1"), g.decided())
    assert paper(scene, APPROVAL).addressee.zh == f"{BRANCH_OFFICE}："  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("mode", "title"),
    [
        (Mode.JOINT, "关于同意成立示例党支部的批复"),
        (Mode.PROJECT, "关于同意成立示例党支部的批复"),
        (Mode.FLOATING, "关于同意成立示例党支部的批复"),
        (Mode.WORK_COVERAGE, "关于同意对示例科技有限公司实行党的工作覆盖的批复"),
    ],
)
def test_each_way_of_setting_up_has_its_approval(mode: Mode, title: str) -> None:
    command = g.SIMPLY if mode is Mode.WORK_COVERAGE else g.APPROVE
    approval = paper(g.given(*g.approved(g.application(mode), command)), APPROVAL)
    assert approval.title.zh == title


def test_an_affiliation_names_the_host() -> None:
    scene = g.given(
        g.applied(g.application(Mode.AFFILIATED)),
        did(ec.HostAgrees(), by=QIAN, on="2026-03-04"),
        g.decided(g.SIMPLY),
    )
    approval = paper(scene, APPROVAL)
    assert approval.title.zh == "关于同意示例科技有限公司挂靠示例园区党支部开展党的组织生活的批复"
    assert [one.entry.version for one in approval.grounds] == [1, 2]


def test_a_refusal_is_an_answer_with_its_reasons() -> None:
    refusal = paper(g.given(g.applied(), g.decided(g.REJECT)), APPROVAL)
    assert refusal.title.zh == "关于不予批准成立示例党支部的批复"
    assert "理由：条件不具备" in said(refusal)
    assert refusal.closing.en == "So answered."


def test_a_returned_application_lists_its_reasons() -> None:
    returned = ec.ReturnApplication(reasons=(ReturnReason.INCOMPLETE,), note="请补党员名册")
    request = paper(g.given(g.applied(), did(returned, by=ZHAO, on="2026-03-05")), CORRECTION)
    assert [one.zh for one in request.body[1:3]] == ["1．材料不全", "2．请补党员名册"]


def test_an_election_has_its_three_approvals_and_the_filing_its_receipt() -> None:
    titles = [one.title.zh for one in papers(g.given(*g.founded(), *g.filed("2026-03-25")))]
    assert titles == [
        "关于同意成立示例党支部的批复",
        "关于同意示例党支部候选人预备人选的批复",
        "关于同意示例党支部选举结果的批复",
        "关于同意示例党支部书记、副书记任职的批复",
        "关于示例党支部组建备案的回执",
    ]


def test_what_the_superior_declines_is_answered_too() -> None:
    declined = paper(g.given(*g.reported(), did(g.DECLINE, by=ZHAO, on="2026-03-24")), APPROVAL)
    assert "理由：程序不合规定" in said(declined)
    refused = paper(
        g.given(
            *g.reported(),
            did(g.ACCEPT, by=ZHAO, on="2026-03-24"),
            did(g.REFUSE_SECRETARY, by=ZHAO, on="2026-03-25"),
        ),
        APPROVAL,
    )
    assert "书记职务空缺" in said(refused)


def test_the_filing_of_an_establishment_can_be_sent_back() -> None:
    ask = ec.RequestFilingCorrection(items=("缺少成立大会会议记录",))
    scene = g.given(*g.approved(), did(g.FILE, by=ZHAO, on="2026-03-11"), did(ask, by=SUN, on="2026-03-12"))
    assert "1．缺少成立大会会议记录" in said(paper(scene, CORRECTION))


def test_a_revoked_approval_says_so() -> None:
    scene = g.given(*g.approved(), did(g.REVOKE, by=ZHAO, on="2026-03-13"))
    (ended,) = paper(scene, APPROVAL).afterwards
    assert ended.zh == "2026年3月13日：撤销批复（示委〔2026〕7号）：情况变化"


def test_an_exception_and_a_meeting_that_decided_stand_in_the_approval() -> None:
    waiver = Waiver(
        field="establishment.secretary_candidate_named",
        granted_by=ZHAO,
        level=WaiverLevel.APPROVER,
        document="示委〔2026〕6号",
        reason="人选尚在考察",
    )
    met = MeetingRecord(body="镇党委会", held_on=date(2026, 3, 9), document="示委纪〔2026〕3号")
    scene = g.given(
        g.applied(g.application(secretary=None), waivers=(waiver,)),
        did(g.APPROVE, by=ZHAO, on="2026-03-10", decided_by=met),
    )
    lines = [one.zh for one in paper(scene, APPROVAL).body]
    assert lines[-2] == "准予例外（示委〔2026〕6号）：人选尚在考察"
    assert lines[-1] == "本件经镇党委会于2026年3月9日会议研究决定（示委纪〔2026〕3号）。"


# appointments, investigations, evaluations


def test_a_candidate_stands_on_notice_and_is_approved() -> None:
    notice, approval = papers(a.approved())
    assert (notice.kind, approval.kind) == (NOTICE, APPROVAL)
    assert notice.title.zh == "关于示例科技有限公司党支部书记拟任人选的任前公示"
    assert "公示期自2026年3月2日起至2026年3月9日止。" in said(notice)
    assert f"可以实名向{OFFICE}反映" in said(notice)
    assert (notice.addressee, notice.attachments) == (None, (PAPER,))
    assert approval.title.zh == "关于同意mei某同志任示例科技有限公司党支部书记的批复"
    assert approval.number == DOC
    assert len(approval.grounds) == 3


def test_a_candidate_who_is_refused_or_whose_papers_are_returned_is_told_why() -> None:
    back = ac.ReviewQualification(result=ReviewResult.RETURNED, reason="考察材料不全")
    scene = a.nominated()
    scene.do(did(a.assess(), by=WANG))
    scene.do(did(back, by=ZHAO))
    assert "1．考察材料不全" in said(paper(scene, CORRECTION))
    scene = a.noticed()
    for one in (
        did(a.elect(), by=WANG),
        did(a.REPORT, by=WANG),
        did(ac.ApproveAppointment(approved=False, document=DOC, reason="程序有误"), by=QIAN),
    ):
        scene.do(one)
    assert "理由：程序有误" in said(paper(scene, APPROVAL))


def test_a_returned_investigation_lists_its_faults() -> None:
    scene = i.submitted(i.here(3))
    back = ic.ReturnInvestigation(
        sections=(SectionName.MEMBERS,), reasons=(ic.SectionFault.UNPROVEN,), note="请附党员名册"
    )
    scene.do(did(back, by=ZHAO))
    request = paper(scene, CORRECTION)
    assert request.title.zh == "关于补正示例科技有限公司排查材料的通知"
    assert [one.zh for one in request.body[1:3]] == ["1．缺少佐证", "2．请附党员名册"]
    assert len(request.grounds) == 1


def test_the_stars_proposed_stand_on_notice_best_first() -> None:
    notice = paper(round_given.at_notice(), NOTICE)
    assert notice.title.zh == "关于2025年度党组织星级评定结果的公示"
    assert "12 个党组织" in said(notice)
    assert notice.listing is not None
    stars = [row[2].zh for row in notice.listing.rows]
    assert stars == ["5星级", *["4星级"] * 2, *["3星级"] * 5, "2星级", *["1星级"] * 2, "不评定星级"]
    assert [row[0].en for row in notice.listing.rows[:2]] == ["1", "2"]


def test_the_stars_awarded_are_told_under_the_number_of_the_decision_best_first() -> None:
    scene = round_given.at_notice()
    scene.do(round_given.awarded(on="2026-03-02"))
    award = paper(scene, PaperKind.DECISION)
    assert award.title.zh == "关于公布2025年度党组织星级评定结果的通知"
    assert (award.number, award.addressee, award.closing.zh) == ("示委〔2026〕8号", None, "特此通知。")
    assert "12 个党组织" in said(award)
    assert award.listing is not None
    assert [row[2].zh for row in award.listing.rows][::11] == ["5星级", "不评定星级"]
    assert len(award.grounds) == 2
    assert "另件" not in said(award)


def test_a_decision_that_goes_on_in_other_documents_says_so_and_all_are_from_the_same_office() -> None:
    scene, go_on = great(), by_service(ContinueRound())
    for one in (round_given.noticed("2026-02-02"), go_on, round_given.awarded("2026-02-10"), go_on):
        scene.do(one)
    first, last = [one for one in papers(scene) if one.kind is PaperKind.DECISION]
    assert ("其余的另件公布" in said(first), "其余的另件公布" in said(last)) == (True, False)
    assert first.number == last.number
    assert first.issuer == last.issuer


def test_who_acts_until_the_office_is_filled_is_named_until_somebody_else_is() -> None:
    scene = a.nominated()
    named = ac.NameActing(officer=Officer(person=MEI), document=DOC)
    scene.do(did(named, by=QIAN))
    notification = paper(scene, PaperKind.DECISION)
    assert notification.title.zh == "关于指定mei某同志主持示例科技有限公司党支部书记工作的通知"
    assert notification.number == DOC
    assert notification.addressee is not None
    assert not notification.afterwards
    scene.do(did(ac.CancelAppointment(reason="党支部撤销"), by=QIAN))
    assert len(paper(scene, PaperKind.DECISION).afterwards) == 1


# every document


def test_a_document_bears_the_names_of_its_day() -> None:
    renamed = listed("o-1", "中共示例街道工作委员会", "o-37").model_copy(update={"since": date(2026, 10, 14)})
    assert paper(submitted_and(MEND), CORRECTION, who=directory(renamed)).issuer == OFFICE
    assert paper(acknowledged(), RECEIPT, who=directory(renamed)).issuer == "中共示例街道工作委员会"


def submitted_and(command: fc.RequestCorrection) -> Scene:
    scene = submitted()
    scene.do(did(command, by=ZHAO, on="2026-10-13"))
    return scene


def test_a_document_knows_whether_the_seal_reaches_it_and_whether_it_is_rehearsed() -> None:
    (sealed,) = papers(acknowledged(), sealed=102)
    assert (sealed.sealed, sealed.place[0].zh) == (True, "本件依据账本第 102 条，已封存。")
    (fresh,) = papers(acknowledged(), sealed=101)
    assert (fresh.sealed, fresh.place[0].zh) == (False, "本件依据账本第 102 条，尚未封存。")
    assert sealed.leaf in sealed.place[2].zh
    assert not sealed.rehearsal
    assert papers(acknowledged(), rehearsal=True)[0].rehearsal


def test_what_makes_no_document_makes_none() -> None:
    assert papers(submitted()) == []
