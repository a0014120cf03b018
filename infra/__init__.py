"""Where it runs: settings, migrations, the embedded stack, containers."""
