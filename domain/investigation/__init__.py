"""The investigation of an enterprise in five sections, and what it concludes (排查、五清). Source: S1–S8."""
