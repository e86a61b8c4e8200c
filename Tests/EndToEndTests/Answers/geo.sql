-- The store's own reference table beside the published one.
-- answer: geo / country_codes_csv / rows (value)
select count(*) from country;
-- answer: geo / country_codes_csv / region (map)
select coalesce(region, '(empty)') as key, count(*) as x from country group by region;
-- answer: geo / country_codes_csv / subregion (map)
select coalesce(subregion, '(empty)') as key, count(*) as x from country group by subregion;
