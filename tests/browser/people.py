"""Who sits before the browser: people of the example roster, by what they are."""

ADMIN, AUDITOR = "p-1001", "p-1003"
"""Of the province."""
CITY_APPROVER = "p-1103"
COUNTY_OPERATOR, COUNTY_APPROVER, COUNTY_REGISTRAR = "p-1201", "p-1204", "p-1205"
OPERATOR, REVIEWER, APPROVER, REGISTRAR = "p-1301", "p-1303", "p-1304", "p-1305"
"""Of township t1, where the cases lie."""
NEWCOMER = "p-1306"
"""Of the same township; the first who comes with a one-time password."""
FORGETFUL = "p-1302"
UNKNOWN = ("p-1401", "p-1402", "p-1403", "p-1404")
"""Who have no account; one after the other gets one."""

COUNTY, TOWNSHIP = "o-370199", "o-370199-t1"
PLACES = {
    ADMIN: "o-37",
    AUDITOR: "o-37",
    COUNTY_OPERATOR: COUNTY,
    COUNTY_APPROVER: COUNTY,
    COUNTY_REGISTRAR: COUNTY,
    OPERATOR: TOWNSHIP,
    REVIEWER: TOWNSHIP,
    APPROVER: TOWNSHIP,
    REGISTRAR: TOWNSHIP,
}
"""Who has an account with a password, and the organisation that keeps it."""
