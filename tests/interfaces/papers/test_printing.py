"""A document on paper: all it says, once, the same bytes each time, and nothing of it read as markup."""

from pathlib import Path

import pytest
import reportlab
import segno

from domain.filing import commands as fc
from domain.matter.commands import RevokeDecision
from domain.people import Person
from interfaces.http.languages import Language
from interfaces.papers.names import Named, Names
from interfaces.papers.paper import Paper, PaperKind
from interfaces.papers.printing.face import GETA, FaceUnusableError, face_of
from interfaces.papers.printing.pdf import pdf
from tests.domain import establishment_given as g
from tests.domain import round_given
from tests.domain import test_appointment as a
from tests.domain import test_filing as f
from tests.interfaces.papers.given import HOSTILE, paper, papers
from tests.interfaces.papers.printed import Sheet, metadata, sheets, squeezed
from tests.spec import LI, WANG, ZHAO, Scene, did

ADDRESS = "https://branch.example.org"
ZH, EN = Language.ZH, Language.EN


def printed(one: Paper, language: Language = ZH) -> list[Sheet]:
    return sheets(pdf(one, language, ADDRESS + one.verification))


def words(one: Paper, language: Language = ZH) -> str:
    return "".join(sheet.text for sheet in printed(one, language))


def acknowledged(**more: object) -> Scene:
    scene = f.SPEC.given(did(f.submit(**more), by=WANG, on="2026-10-12"))  # type: ignore[arg-type]
    scene.do(did(fc.AcknowledgeFiling(), by=ZHAO, on="2026-10-14"))
    return scene


def receipt(**more: object) -> Paper:
    return paper(acknowledged(), PaperKind.RECEIPT, **more)


EVERY = [
    *papers(g.given(*g.founded(), *g.filed("2026-03-25"))),
    *papers(a.approved()),
    *papers(acknowledged()),
    *papers(round_given.at_notice()),
]


@pytest.mark.parametrize("language", [ZH, EN])
@pytest.mark.parametrize("one", EVERY, ids=lambda one: f"{one.stream}@{one.version}")
def test_every_sentence_of_every_document_can_be_read_from_the_file(one: Paper, language: Language) -> None:
    text = words(one, language)
    parts = [one.title, one.dated, one.closing, *one.body, *one.attached, *one.place]
    parts += [ground.said for ground in one.grounds]
    parts += [cell for row in (one.listing.rows if one.listing else ()) for cell in row]
    for part in parts:
        assert squeezed(part.en if language is EN else part.zh) in text
    assert one.issuer in text
    assert ADDRESS + one.verification in text


def test_the_same_document_is_the_same_bytes_and_another_is_not() -> None:
    first, again = (pdf(receipt(), ZH, ADDRESS) for _ in range(2))
    assert first == again
    assert first != pdf(receipt(sealed=0), ZH, ADDRESS)


def test_a_sheet_is_a4_and_the_metadata_name_title_issuer_and_language() -> None:
    made = pdf(receipt(), ZH, ADDRESS)
    assert b"/MediaBox [ 0 0 595.2756 841.8898 ]" in made
    assert metadata(made, "Title") == receipt().title.zh
    assert metadata(made, "Author") == receipt().issuer
    assert metadata(made, "Lang") == "zh-CN"
    assert metadata(pdf(receipt(), EN, ADDRESS), "Lang") == "en"
    assert b"/JavaScript" not in made


def test_the_watermark_stands_on_every_sheet_of_a_rehearsal_and_on_no_other() -> None:
    real, rehearsed = (
        paper(g.given(*g.approved()), PaperKind.APPROVAL, rehearsal=one) for one in (False, True)
    )
    assert all("REHEARSAL" not in sheet.text for sheet in printed(real))
    assert "演练" not in words(real)
    marked = printed(rehearsed)
    assert all("演练REHEARSAL" in sheet.text for sheet in marked)
    assert "不具有任何效力" in marked[-1].text


def test_sheets_are_numbered_and_each_of_them_leads_to_the_verification() -> None:
    notice = long_notice()
    made = printed(notice)
    assert len(made) > 1
    for number, sheet in enumerate(made, 1):
        assert f"-{number}-" in sheet.text
        assert notice.verification in sheet.text
        assert sheet.rectangles


def test_what_fits_on_one_sheet_stands_on_one() -> None:
    notice = papers(a.approved())[0]
    assert notice.attached
    assert len(printed(notice)) == 1
    assert len(printed(receipt())) == 1


def long_notice() -> Paper:
    """A notice of eighty branches whose names take several lines each."""
    totals = dict.fromkeys(round_given.names(80), 650)
    names = Names([Named(f"branch/{one}", f"{one}{'长' * 60}") for one in totals])
    return paper(round_given.at_notice(totals), PaperKind.NOTICE, names=names)


def test_the_heads_of_a_long_list_stand_on_each_of_its_sheets() -> None:
    made = printed(long_notice())
    listing = [sheet for sheet in made if "1星级" in sheet.text]
    assert len(listing) > 1
    assert all("拟评定星级" in sheet.text for sheet in listing)
    (signed,) = [sheet for sheet in made if "（印章）" in sheet.text]
    assert "特此公示。" in signed.text  # no sheet bears the signature alone


def test_the_code_on_paper_is_the_code_of_the_address() -> None:
    one = receipt()
    (sheet, *_) = printed(one)
    matrix = [
        tuple(row) for row in segno.make(ADDRESS + one.verification, error="m", micro=False).matrix_iter()
    ]
    _, *runs = sheet.rectangles  # the first is the white ground
    ground = sheet.rectangles[0]
    module = ground[2] / len(matrix)
    dark = set()
    for x, y, width, _ in runs:
        row = len(matrix) - 1 - round(y / module)
        dark |= {(row, round(x / module) + step) for step in range(round(width / module))}
    expected = {(row, column) for row, line in enumerate(matrix) for column, one in enumerate(line) if one}
    assert dark == expected


def hostile() -> Paper:
    """A receipt whose every name is hostile."""
    names = Names([Named("branch/b-1", HOSTILE), Named("enterprise/e-1", HOSTILE)])
    scene = acknowledged(person=Person(id="p-han", name=HOSTILE[:100]))
    return paper(scene, PaperKind.RECEIPT, names=names)


@pytest.mark.parametrize("language", [ZH, EN])
def test_hostile_names_are_text_and_nothing_else(language: Language) -> None:
    made = pdf(hostile(), language, ADDRESS + hostile().verification)
    text = "".join(sheet.text for sheet in sheets(made))
    assert "<script>alert(1)</script>&nbsp;<b>" in text
    assert "{0}{name}%s" in text
    assert "\u202e" not in text
    assert "\u200b" not in text
    assert "长" * 120 in text
    assert b"/JavaScript" not in made
    assert b"/URI" not in made


def test_a_sign_that_the_face_lacks_is_replaced_and_the_document_says_so() -> None:
    text = words(hostile())
    assert GETA * 4 + GETA in text  # four letters of Hebrew, and a face
    assert "原文以账本为准" in text
    assert "原文以账本为准" not in words(receipt())


def test_what_changed_since_stands_above_the_title() -> None:
    scene = acknowledged()
    revoked = RevokeDecision(version=2, reason="材料不实", document="示组〔2026〕9号")
    scene.do(did(revoked, by=LI, on="2026-10-21"))
    text = words(paper(scene, PaperKind.RECEIPT))
    assert text.index("已于2026年10月21日撤销") < text.index("关于")


@pytest.mark.parametrize("length", [1, 30, 200])
def test_names_of_any_length_keep_the_sheets_in_order(length: int) -> None:
    names = Names([Named("branch/b-1", "长" * length), Named("enterprise/e-1", "W" * length)])
    made = printed(paper(acknowledged(), PaperKind.RECEIPT, names=names))
    assert 1 <= len(made) <= 4
    assert ("长" * length) in "".join(sheet.text for sheet in made)
    assert ("W" * length) in "".join(sheet.text for sheet in made)


def test_a_font_file_is_embedded_where_one_is_named() -> None:
    vera = face_of(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf")
    made = pdf(receipt(), EN, ADDRESS, vera)
    assert b"/FontFile2" in made
    assert b"STSong" not in made
    assert vera.printable("abc 韩") == f"abc {GETA}"


def test_a_font_file_that_cannot_be_embedded_is_told_at_once(tmp_path: Path) -> None:
    wrong = tmp_path / "song.ttf"
    with pytest.raises(FaceUnusableError, match=r"song\.ttf"):
        face_of(wrong)
    wrong.write_bytes(b"OTTO" + b"\0" * 64)
    with pytest.raises(FaceUnusableError, match=r"song\.ttf"):
        face_of(wrong)


def test_rare_han_signs_are_printed_as_far_as_readers_fonts_have_them() -> None:
    song = face_of(None)
    assert song.printable("㛃䶮·〔2026〕é") == "㛃䶮·〔2026〕é"
    assert song.printable("𠮷") == GETA
