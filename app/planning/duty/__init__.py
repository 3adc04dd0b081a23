"""The machine that fills a desk's own shift plan: legal always, then as good as it can be."""
