"""The console in a real browser: Chromium, driven by Playwright, before the whole service (`make test-browser`)."""
