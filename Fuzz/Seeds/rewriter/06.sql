select count(*) filter (where source = 'web'), sum(case when score > 3 then n end) from samples
