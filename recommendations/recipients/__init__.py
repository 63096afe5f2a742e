"""Recipients that laws and frameworks name: added, ordered and put right; types of inspection choose from them."""
