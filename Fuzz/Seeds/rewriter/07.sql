select source from samples where source = 'web' union select source from samples where score is null
