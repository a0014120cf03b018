"""Fictional enterprises and codes with right check digits."""

from stdnum.cn import uscc as gb32100

from domain.enterprise import commands as c
from domain.register.ownership import Ownership
from domain.register.row import RegisterRow


def code(number: int) -> str:
    """Return a fictional code: nobody has it, its check digit is right."""
    body = f"91410199MA{number:07d}"
    return body + str(gb32100.calc_check_digit(body))


CODE, NEW_CODE = code(1), code(2)


def row(**more: object) -> RegisterRow:
    return RegisterRow.model_validate(
        {"uscc": CODE, "name": "示例制造有限公司", "ownership": Ownership.PRIVATE} | more
    )


def register(org: str = "o-1", **more: object) -> c.RegisterEnterprise:
    return c.RegisterEnterprise(org=org, row=row(**more))
