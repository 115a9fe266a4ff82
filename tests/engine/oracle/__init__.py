"""An independent brute force for walks, catchments and coverage, used only by the tests.

It follows the written definitions and nothing else: scalar shapely operations, loops, and
networkx on a graph in which every position of interest is a real node. It shares no code and
no trick with the engine, so that an agreement between the two says something.
"""
