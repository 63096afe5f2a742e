"""Who is sent the report and the plan: steps, named copies, proof."""
