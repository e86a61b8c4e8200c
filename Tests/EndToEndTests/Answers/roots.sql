-- answer: roots / meta_table / rows (value)
select sum(n) from samples where dataset = 'roots-meta';
-- answer: roots / meta_table / distinct_name (value)
select count(distinct source) from samples where dataset = 'roots-meta';
-- answer: roots / meta_table / rows_by_lang (distribution)
select language_as_listed as key, sum(n) as x from samples where dataset = 'roots-meta' group by language_as_listed;
-- answer: roots / meta_table / bytes_by_lang_raw (distribution)
select language_as_listed as key, sum(bytes_sum) as x
from samples
where dataset = 'roots-meta'
group by language_as_listed;
-- answer: roots / meta_table / bytes_by_base_lang (distribution)
select language as key, sum(bytes_sum) as x from samples where dataset = 'roots-meta' group by language;
-- answer: roots / meta_table / samples_total (value)
select sum(documents_sum) from samples where dataset = 'roots-meta';
-- answer: roots / cc_metrics / rows (value)
select sum(n) from samples where dataset = 'roots-sites';
-- answer: roots / cc_metrics / rows_by_language (map)
select language as key, sum(n) as x from samples where dataset = 'roots-sites' group by language;
-- answer: roots / cc_metrics / captures_total (value)
select sum(captures_sum) from samples where dataset = 'roots-sites';
-- answer: roots / cc_metrics / captures_by_site_language (map)
select language as key, sum(captures_sum) as x from samples where dataset = 'roots-sites' group by language;
-- answer: roots / cc_metrics / warc_bytes (value)
select sum(warc_bytes_sum) from samples where dataset = 'roots-sites';
-- answer: roots / cc_metrics / content_languages_keys (value)
select count(distinct detected_languages) from samples where dataset = 'roots-site-languages';
-- answer: roots / cc_metrics / content_languages_total (value)
select sum(captures_sum) from samples where dataset = 'roots-site-languages';
-- answer: roots / cc_metrics / content_languages_first_code (distribution)
select first_language as key, sum(captures_sum) as x
from samples
where dataset = 'roots-site-languages'
group by first_language;
-- answer: roots / cc_metrics / captures_per_year (map)
select cast(year as integer) as key, sum(captures_sum) as x
from samples
where dataset = 'roots-site-years'
group by year;
-- answer: roots / candidate_websites / rows (value)
select sum(n) from samples where dataset = 'roots-candidate-websites';
-- answer: roots / candidate_websites / country_raw (distribution)
select place as key, sum(n) as x from places where dataset = 'roots-candidate-websites' group by place;
-- answer: roots / candidate_websites / country_iso (distribution)
select iso2 as key, sum(n) as x from countries where dataset = 'roots-candidate-websites' group by iso2;
-- answer: roots / candidate_websites / language (map)
select language as key, sum(n) as x from samples where dataset = 'roots-candidate-websites' group by language;
-- answer: roots / candidate_websites / m49_subregion (map)
select subregion as key, sum(n) as x from subregions where dataset = 'roots-candidate-websites' group by subregion;
-- answer: roots / seeds_rows (value)
select sum(n) from samples where dataset = 'roots-seeds';
-- answer: roots / filtered_catalogue / rows (value)
select sum(n) from samples where dataset = 'roots-catalogue';
-- answer: roots / filtered_catalogue / type (map)
select entry_type as key, sum(n) as x from samples where dataset = 'roots-catalogue' group by entry_type;
-- answer: roots / filtered_catalogue / language_names_whole (distribution)
select language as key, sum(n) as x from languages where dataset = 'roots-catalogue' group by language;
-- answer: roots / filtered_catalogue / language_locations_whole (distribution)
select place as key, sum(n) as x from places where dataset = 'roots-catalogue' group by place;
-- answer: roots / filtered_catalogue / language_locations_empty (value)
select count(*) from samples where dataset = 'roots-catalogue' and id not in (select id from places);
-- answer: roots / filtered_catalogue / custodian_location_nonempty (distribution)
select custodian_location as key, sum(n) as x
from samples
where dataset = 'roots-catalogue' and custodian_location is not null
group by custodian_location;
-- answer: roots / filtered_catalogue / custodian_location_empty (value)
select sum(n) from samples where dataset = 'roots-catalogue' and custodian_location is null;
-- answer: roots / filtered_catalogue / media_category_whole (map)
select domain as key, sum(n) as x from domains where dataset = 'roots-catalogue' group by domain;
-- answer: roots / filtered_catalogue / has_licenses (map)
select coalesce(has_licences, '(missing)') as key, sum(n) as x
from samples
where dataset = 'roots-catalogue'
group by has_licences;
