"""Stories coded by a researcher's codebook: asked field by field, and each field checked."""
