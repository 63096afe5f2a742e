"""The pages that the law and good manners ask of a public site: accessibility, privacy, cookies, contact and help."""
