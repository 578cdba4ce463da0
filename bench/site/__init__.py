"""The site with a few addresses more, to compare its pages with: settings, addresses, and the texts in it."""
