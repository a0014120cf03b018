"""The roster (组织与人员名册): organisations with dated names and places, persons, their offices, and delegations."""
