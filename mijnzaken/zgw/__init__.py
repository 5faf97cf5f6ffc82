"""The kit: everything that cuts across the registries exists once, here."""
