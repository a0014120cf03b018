"""What holds for every ranking, whoever is ranked."""

from collections import Counter

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from domain.stars.candidates import Candidate
from domain.stars.quotas import places_of
from domain.stars.ranking import Ranking, rank
from domain.stars.scheme import Scheme
from domain.stars.scoring import CategoryTotal
from tests.domain.star_cases import DEFAULT, SIX_HAVES, branch, spread, with_rule

SETTLED = settings(derandomize=True, database=None, deadline=None, max_examples=60)
"""The same examples on every run."""

# Few values, most of them near the top: thresholds, quotas and ties are then met often.
SCORES = [spread(total) for total in (0, 599, 750, 899, 900, 900, 940, 940, 950, 960, 960, 1000)]
FINDINGS: list[dict[str, object]] = [
    {},
    {},
    {"met": ()},
    {"vetoes": ("pollution",)},
    {"first_year": True},
    {"totals": ()},
    {"promotion_exception": True},
    {"cohort": "west"},
]
KINDS = [
    branch("any", totals=totals, last=last).model_copy(update=finding | {"tie_decision": decision})
    for totals in SCORES
    for last in (0, 3, 4, 4, 5)
    for decision in (None, None, 1, 2)
    for finding in FINDINGS
]


def rounds(*, decided: bool = False) -> st.SearchStrategy[list[Candidate]]:
    """A round of two cohorts; `decided`: the meeting ranked every branch."""
    several = st.lists(st.sampled_from(KINDS), min_size=1, max_size=30)
    return several.map(lambda kinds: [_numbered(kind, at, decided=decided) for at, kind in enumerate(kinds)])


def _numbered(kind: Candidate, at: int, *, decided: bool) -> Candidate:
    # modulo a prime the ranks are all different, and in another order than the names
    decision = {"tie_decision": 7 * (at + 1) % 31} if decided else {}
    return kind.model_copy(update={"branch": f"b{at:02}", **decision})


@st.composite
def schemes(draw: st.DrawFn) -> Scheme:
    """The default scheme with other quotas, on any stars, and another promotion cap."""
    chosen = draw(st.lists(st.integers(1, 5), unique=True))
    quotas = tuple(
        DEFAULT.quotas[0].model_copy(update={"star": star, "value": draw(st.sampled_from([0, 10, 33, 100]))})
        for star in chosen
    )
    scheme = with_rule("promotion", draw(st.integers(1, 5)))
    return scheme.model_copy(update={"quotas": quotas})


def holders(ranking: Ranking) -> Counter[tuple[str, int]]:
    return Counter((proposal.cohort, proposal.star) for proposal in ranking.proposals)


@SETTLED
@given(rounds(), schemes())
def test_no_quota_is_ever_exceeded_and_its_use_is_told_truly(
    branches: list[Candidate], scheme: Scheme
) -> None:
    ranking = rank(branches, scheme)
    counted = holders(ranking)
    for result in ranking.cohorts:
        for quota, use in zip(
            sorted(scheme.quotas, key=lambda quota: -quota.star), result.quotas, strict=True
        ):
            assert use.taken == counted[result.cohort, quota.star]
            assert use.taken <= use.places == places_of(quota, result.base)


@SETTLED
@given(st.data(), rounds(), schemes())
def test_the_order_in_which_branches_come_changes_nothing(
    data: st.DataObject, branches: list[Candidate], scheme: Scheme
) -> None:
    assert rank(data.draw(st.permutations(branches)), scheme) == rank(branches, scheme)


@SETTLED
@given(st.data(), rounds(decided=True), schemes())
def test_more_points_never_bring_a_lower_star(
    data: st.DataObject, branches: list[Candidate], scheme: Scheme
) -> None:
    at = data.draw(st.integers(0, len(branches) - 1))
    assume(branches[at].totals)
    better = branches[at].model_copy(update={"totals": _raised(data, branches[at].totals)})
    raised = [*branches[:at], better, *branches[at + 1 :]]
    assert _star(rank(raised, scheme), better) >= _star(rank(branches, scheme), better)


@SETTLED
@given(rounds(), schemes())
def test_nobody_rises_further_than_a_year_allows(branches: list[Candidate], scheme: Scheme) -> None:
    ranking = rank(branches, scheme)
    for each in branches:
        if not each.promotion_exception:
            assert _star(ranking, each) <= each.last_star + scheme.promotion.value


@SETTLED
@given(rounds(), schemes())
def test_nobody_gets_more_than_points_gate_veto_and_first_year_allow(
    branches: list[Candidate], scheme: Scheme
) -> None:
    ranking = rank(branches, scheme)
    for each in branches:
        star = _star(ranking, each)
        assert star <= scheme.star_for(each.total)
        assert star <= (5 if each.met == SIX_HAVES else 2)
        assert not (star and (each.vetoes or each.first_year))


@SETTLED
@given(rounds(), schemes())
def test_the_reasons_lead_from_five_stars_to_the_proposed_one_without_a_gap(
    branches: list[Candidate], scheme: Scheme
) -> None:
    for proposal in rank(branches, scheme).proposals:
        steps = [(reason.before, reason.after) for reason in proposal.reasons]
        assert [before for before, _ in steps] + [proposal.star] == [5, *(after for _, after in steps)]
        assert all(before > after for before, after in steps)


@SETTLED
@given(rounds(decided=True), schemes())
def test_a_round_in_which_everyone_is_ranked_has_no_undecided_tie(
    branches: list[Candidate], scheme: Scheme
) -> None:
    ranking = rank(branches, scheme)
    assert ranking.ties == ()
    assert not any(proposal.needs_decision for proposal in ranking.proposals)


@SETTLED
@given(rounds(), schemes())
def test_deciding_every_reported_tie_ends_in_a_ranking_without_ties(
    branches: list[Candidate], scheme: Scheme
) -> None:
    """The meeting puts all the members of each reported tie in order, as often as it is asked."""
    asked = 0
    while ties := rank(branches, scheme).ties:
        asked += 1
        assert asked <= len(branches)
        branches = _decide(branches, ties[0].branches)


@SETTLED
@given(rounds(), schemes())
def test_a_ranking_survives_its_json(branches: list[Candidate], scheme: Scheme) -> None:
    ranking = rank(branches, scheme)
    assert Ranking.model_validate_json(ranking.model_dump_json(), strict=True) == ranking


def _star(ranking: Ranking, candidate: Candidate) -> int:
    return next(proposal.star for proposal in ranking.proposals if proposal.branch == candidate.branch)


def _raised(data: st.DataObject, totals: tuple[CategoryTotal, ...]) -> tuple[CategoryTotal, ...]:
    """One category or more with more points, none with fewer."""
    full = {category.code: category.points for category in DEFAULT.categories}
    return tuple(
        part.model_copy(update={"tenths": data.draw(st.integers(part.tenths, full[part.category]))})
        for part in totals
    )


def _decide(branches: list[Candidate], tied: tuple[str, ...]) -> list[Candidate]:
    return [
        each.model_copy(update={"tie_decision": tied.index(each.branch) + 1}) if each.branch in tied else each
        for each in branches
    ]
