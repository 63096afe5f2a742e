"""Whether the site can work: what the monitoring asks, and what people are told while it cannot."""
