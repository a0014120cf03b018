"""The registers and what is counted over them: 台账, 覆盖, 评定."""
