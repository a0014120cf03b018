"""What the remarks in a policy document call its numbers: one place for a number, its source and its name."""

import json
import re

_SECTION = re.compile(r"^\[(?P<name>[a-z_]+)\]$")
_REMARK = re.compile(r"^# (?P<zh>.+) / (?P<en>.+)$")
_NUMBER = re.compile(r"^(?P<name>[a-z_]+) = \{")


def names_of_rules(text: str) -> str:
    """
    Return the remarks as texts of the catalogue (TOML), `policy.PATH` each.

    A remark stands right above its number, on one line: `# 中文 / English`.
    """
    told, section, remark = [], "", None
    for line in text.splitlines():
        if found := _SECTION.match(line):
            section = found["name"]
        elif remark and (found := _NUMBER.match(line)):
            zh, en = (json.dumps(remark[one], ensure_ascii=False) for one in ("zh", "en"))
            told.append(f'["policy.{section}.{found["name"]}"]\nzh = {zh}\nen = {en}\n')
        remark = _REMARK.match(line)
    return "\n".join(told)
