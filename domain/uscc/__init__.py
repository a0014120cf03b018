"""Which enterprise a unified social credit code names: `uscc/<code>` (统一社会信用代码)."""
