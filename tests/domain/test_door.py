"""Who came in and who was turned away: on record, never judged, and nothing in it by which anybody could come in."""

from domain.account.door import (
    DECIDER,
    DoorLocked,
    Left,
    Locked,
    NoteAtDoor,
    SignedIn,
    SignedOut,
    TurnedAway,
    Way,
)
from domain.deciding import tasks
from tests.catalogues import catalogue
from tests.spec import Spec, by_service

SPEC = Spec(DECIDER, stream="door/2026-01")
IN = SignedIn(person="p-li", way=Way.PASSWORD)
AWAY = TurnedAway(login="a" * 64, way=Way.PASSWORD, rule="access.wrong-credentials")
SHUT = DoorLocked(person="p-li", what=Locked.ACCOUNT, seconds=30)
OUT = SignedOut(person="p-li", why=Left.BY_ONESELF)


def test_each_is_an_entry_of_its_own() -> None:
    for event in (IN, AWAY, SHUT, OUT):
        once = by_service(NoteAtDoor(noted=event))
        SPEC.given(once).when(once).then(event).waiting().where(lambda state: state.count == 2)


def test_nobody_is_awaited_and_it_is_found_in_its_own_book_only() -> None:
    scene = SPEC.given(by_service(NoteAtDoor(noted=IN)))
    assert tasks(DECIDER, scene.state) == []
    assert DECIDER.tags(scene.state) == frozenset()


def test_its_story_names_the_person_where_there_is_one() -> None:
    assert catalogue().story(IN).zh == "p-li 登录（密码）。"
    assert catalogue().story(AWAY).en.endswith(": -")
    assert "30" in catalogue().story(SHUT).zh
