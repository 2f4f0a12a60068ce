"""The product in Debian's Chromium: what a person with a keyboard, a phone or a slow network meets."""
