select country from samples where source = 'web' union select country from samples where score is null
