"""The documents that acts are judged by, as streams: policies, calendars, star schemes; adopted with a date (规则文件)."""
