"""Map sheets, tables and projects for print and for planners' desks."""
