"""A page that is refused keeps its frame, says what is wrong in one sentence for people, and how to go on."""

import pytest

from tests.interfaces.console.conftest import Browser
from tests.interfaces.http.conftest import OPERATOR

NAVIGATION = '<nav class="rooms"'


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/nowhere", 404, "没有这个页面：地址可能写错了，或者链接已经过时。"),
        ("/processes/filing/nowhere/1", 404, "没有“filing/nowhere/1”这个事项。"),
        ("/audit", 403, "您的岗位不能看这一页。看它需要的岗位：审计。"),
        (
            "/registers/enterprises?org=o-nowhere",
            403,
            "这一页所属的组织不在您可查阅的范围之内，或者没有这个组织。",
        ),
        ("/coverage?org=o-37", 403, "看它须在该组织或其上级担任岗位：经办、"),
        ("/registers/enterprises?year=x", 422, "地址或者表单里有内容不对，所以没有办理，也没有查询。"),
    ],
)
async def test_who_is_signed_in_keeps_the_way_on(
    browser: Browser, address: str, status: int, sentence: str
) -> None:
    shown = await browser.go(OPERATOR, address)
    assert shown.status == status
    assert sentence in shown.text
    assert NAVIGATION in shown.text
    assert '<a class="button" href="/">回到待办</a>' in shown.text


async def test_the_page_before_is_a_link_when_it_is_one_of_ours(browser: Browser) -> None:
    ours = await browser.go(OPERATOR, "/nowhere", referer="https://console/registers?text=x", host="console")
    assert '<a class="button" href="/registers?text=x">返回上一页</a>' in ours.text
    foreign = await browser.go(OPERATOR, "/nowhere", referer="https://evil.example/registers", host="console")
    assert "返回上一页" not in foreign.text


async def test_a_stranger_is_shown_the_way_in_and_nothing_else(browser: Browser) -> None:
    shown = await browser.go(None, "/nowhere")
    assert shown.status == 404
    assert NAVIGATION not in shown.text
    assert '<a class="button" href="/login">去登录</a>' in shown.text


async def test_a_filter_with_fields_left_empty_lists_all(browser: Browser) -> None:
    shown = await browser.go(OPERATOR, "/?whose=reach&process=filing&step=&org=")
    assert shown.status == 200, shown.text
    assert 'aria-invalid="true"' not in shown.text
    assert (await browser.go(OPERATOR, f"/?step={'x' * 201}")).status == 422


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ("whose=nobody", "没有“nobody”这一种。"),
        ("process=nothing", "没有“nothing”这种事项。"),
        ("step=%3Cscript%3E", "“&lt;script&gt;”不是环节的名称。"),
        ("org=o-nowhere", "没有编号为“o-nowhere”的组织，或者不在您可查阅的范围之内。"),
        ("org=o-37", "没有编号为“o-37”的组织，或者不在您可查阅的范围之内。"),
    ],
)
async def test_a_wrong_filter_is_told_beside_its_field_and_the_rest_is_listed(
    browser: Browser, query: str, sentence: str
) -> None:
    shown = await browser.go(OPERATOR, f"/?{query}")
    assert shown.status == 422
    assert "<h1>待办" in shown.text
    field = query.partition("=")[0]
    assert f'aria-invalid="true" aria-describedby="{field}-wrong"' in shown.text
    assert f'<span class="wrong" id="{field}-wrong">⚠ {sentence}</span>' in shown.text
