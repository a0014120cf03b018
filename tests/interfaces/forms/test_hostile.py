"""Whatever a page posts: a command, the form again, or the form with what is wrong; nothing else, and nothing large."""

from hypothesis import given
from hypothesis import strategies as st

from domain.branch.onboarding import RegisterExistingBranch
from domain.establishment.commands import RecordFoundingMeeting
from domain.filing.commands import SubmitFiling
from domain.investigation.commands import ReportSection
from domain.matter.commands import CorrectRecord
from domain.orders import Command
from interfaces.forms.drawing import form_of
from interfaces.forms.form import Form, nodes_of, pairs_of
from interfaces.forms.posting import FormError, posted
from interfaces.forms.shaping import reshaped
from tests.catalogues import catalogue
from tests.interfaces.forms.examples import fullest
from tests.interfaces.forms.filled import wrong

KINDS: list[type[Command]] = [
    SubmitFiling,
    ReportSection,
    CorrectRecord,
    RegisterExistingBranch,
    RecordFoundingMeeting,
]
HONEST = {
    command: [
        pair
        for turn in range(5)
        for pair in pairs_of(
            form_of(
                command, catalogue(), command.model_validate(fullest(command, turn)).model_dump(mode="json")
            )
        )
    ]
    for command in KINDS
}
PARTS = sorted({part for pairs in HONEST.values() for name, _ in pairs for part in name.split(".")})
VALUES = sorted({value for pairs in HONEST.values() for _, value in pairs})
WILD = st.text(alphabet=st.characters(codec=None), max_size=8)
PART = st.sampled_from([*PARTS, "0", "1", "7", "999999", "-1", "²", "", "_here"]) | WILD
NAME = st.lists(PART, min_size=1, max_size=5).map(".".join) | st.sampled_from(
    ["_here", "_add", "_remove", "_choose"]
)
VALUE = st.sampled_from([*VALUES, "", "on", "1e9", "9" * 5_000, "\x00", "{}", "[1]"]) | NAME | WILD


@st.composite
def posts(draw: st.DrawFn) -> tuple[type[Command], list[tuple[str, str]]]:
    """Some of an honest post, in any order, and whatever else."""
    command = draw(st.sampled_from(KINDS))
    honest = draw(st.lists(st.sampled_from(HONEST[command]), max_size=20))
    bent = draw(
        st.lists(st.tuples(st.sampled_from([name for name, _ in HONEST[command]]), VALUE), max_size=5)
    )
    wild = draw(st.lists(st.tuples(NAME, VALUE), max_size=5))
    return command, draw(st.permutations([*honest, *bent, *wild]))


def outcome(command: type[Command], pairs: list[tuple[str, str]]) -> Command | Form:
    try:
        return posted(command, pairs, catalogue())
    except FormError as error:
        return error.form


@given(posts())
def test_any_post_is_a_command_or_a_form_that_says_what_is_wrong(
    post: tuple[type[Command], list[tuple[str, str]]],
) -> None:
    command, pairs = post
    made = outcome(command, pairs)
    if not isinstance(made, Form):
        assert isinstance(made, command)
        return
    assert wrong(made)
    assert_small(made, len(pairs))


@given(posts(), st.sampled_from(["_add", "_remove", "_choose"]), NAME)
def test_any_button_is_answered_by_a_form_whose_names_are_the_form_s_own(
    post: tuple[type[Command], list[tuple[str, str]]], button: str, name: str
) -> None:
    command, pairs = post
    redrawn = reshaped(command, [*pairs, (button, name)], catalogue())
    assert redrawn is not None
    assert_small(redrawn, len(pairs) + 1)
    again = outcome(command, list(pairs_of(redrawn)))
    assert "there is no field" not in (wrong(again).get("", "") if isinstance(again, Form) else "")


def assert_small(form: Form, pairs: int) -> None:
    """A form is no larger than its class and what was posted make it."""
    assert len(list(nodes_of(form))) < 200 + 60 * pairs
