"""Tests of the console: its words, its pages, and people who look at them."""
