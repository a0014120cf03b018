import pytest

from domain.register.ownership import Ownership, ownership_of


@pytest.mark.parametrize(
    ("type_text", "ownership"),
    [
        ("有限责任公司(自然人投资或控股)", Ownership.PRIVATE),
        ("有限责任公司（自然人投资或控股）", Ownership.PRIVATE),
        ("有限责任公司(自然人独资)", Ownership.PRIVATE),
        ("有限责任公司(自然人投资或控股的法人独资)", Ownership.PRIVATE),
        ("股份有限公司(上市、自然人投资或控股)", Ownership.PRIVATE),
        ("股份有限公司(非上市、自然人投资或控股)", Ownership.PRIVATE),
        ("个人独资企业", Ownership.PRIVATE),
        ("私营企业", Ownership.PRIVATE),
        ("民营", Ownership.PRIVATE),
        ("非公有制企业", Ownership.PRIVATE),
        ("普通合伙企业", Ownership.PRIVATE),
        ("有限责任公司(外商独资)", Ownership.PRIVATE),
        ("有限责任公司(外国法人独资)", Ownership.PRIVATE),
        ("有限责任公司(台港澳自然人独资)", Ownership.PRIVATE),
        ("有限责任公司(台、港、澳独资)", Ownership.PRIVATE),
        ("private", Ownership.PRIVATE),
        ("全民所有制", Ownership.STATE),
        ("有限责任公司(国有独资)", Ownership.STATE),
        ("有限责任公司(国有控股)", Ownership.STATE),
        ("国有经营单位(非法人)", Ownership.STATE),
        ("国企", Ownership.STATE),
        ("state-owned", Ownership.STATE),
        ("集体所有制", Ownership.COLLECTIVE),
        ("集体经营单位(非法人)", Ownership.COLLECTIVE),
        ("collective", Ownership.COLLECTIVE),
        ("集体分支机构(非法人)", Ownership.BRANCH_OFFICE),
        ("全民所有制分支机构(非法人)", Ownership.BRANCH_OFFICE),
        ("有限责任公司分公司(自然人独资)", Ownership.BRANCH_OFFICE),
        ("个人独资企业分支机构", Ownership.BRANCH_OFFICE),
        ("外国(地区)企业常驻代表机构", Ownership.BRANCH_OFFICE),
        ("Branch Office", Ownership.BRANCH_OFFICE),
        ("个体工商户", Ownership.INDIVIDUAL_BUSINESS),
        ("individual business", Ownership.INDIVIDUAL_BUSINESS),
    ],
)
def test_ownership_is_told_by_the_registered_type(type_text: str, ownership: Ownership) -> None:
    assert ownership_of(type_text) is ownership


@pytest.mark.parametrize(
    "type_text",
    [
        None,
        "",
        "有限责任公司",
        "其他有限责任公司",
        "股份有限公司",
        "股份合作制",
        "有限合伙企业",
        "联营",
        "农民专业合作社",
        "有限责任公司(非自然人投资或控股的法人独资)",
        "有限责任公司(国有参股)",
        "有限责任公司(港澳台投资、非独资)",
        "有限责任公司(外商投资企业法人独资)",
        "有限责任公司(中外合资)",
        "非公司企业法人",
        "非国有",
        "非集体",
    ],
)
def test_what_leaves_the_investors_open_stays_unknown(type_text: str | None) -> None:
    assert ownership_of(type_text) is Ownership.UNKNOWN
