"""The setting up of an organisation in one or several enterprises, in all its modes (组建). Source: S3, S6–S8, B, E."""
