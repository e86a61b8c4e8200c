-- Texts: lengths, patterns, parts, extremes.

-- average_length
select source, avg(length(text)) from samples group by source;
-- longest_and_shortest
select stage, min(length(text)), max(length(text)), sum(length(text)) from samples group by stage;
-- long_texts
select source, count(*) from samples where length(text) > 250 group by source;
-- present_texts
select source, count(text), count(*) filter (where text <> '') from samples where text is not null group by source;

-- histogram_of_length
select length(text) / 50 as bin, count(*) from samples group by bin order by bin;
-- DuckDB
select length(text) // 50 as bin, count(*) from samples group by bin order by bin;
-- text_like
select source, count(*) from samples where text like '%festival%' group by source;
-- DuckDB
select source, count(*) from samples where text ilike '%festival%' group by source;
-- text_glob
select count(*) from samples where text glob '*theorem*lemma*';
-- DuckDB
select count(*) from samples where text like '%theorem%lemma%';
-- text_of_two_patterns
select count(*) from samples where text like '%festival%' and text like '%landlord%';
-- DuckDB
select count(*) from samples where text ilike '%festival%' and text ilike '%landlord%';
-- text_of_either_pattern
select stage, count(*) from samples where text like '%festival%' or text like '%landlord%' group by stage;
-- DuckDB
select stage, count(*) from samples where text ilike '%festival%' or text ilike '%landlord%' group by stage;
-- text_not_like
select stage, count(*) from samples where text not like '%the%' group by stage;
-- DuckDB
select stage, count(*) from samples where text not ilike '%the%' group by stage;
-- filter_by_text
select stage, count(*) filter (where text like '%festival%') from samples group by stage;
-- DuckDB
select stage, count(*) filter (where text ilike '%festival%') from samples group by stage;
-- share_with_text
select source, avg(text like '%festival%') from samples group by source;
-- DuckDB
select source, avg((text ilike '%festival%')::int) from samples group by source;
-- sum_of_case_of_text
select source, sum(case when text like '%festival%' then 1 else 0 end), count(*) from samples group by source;
-- DuckDB
select source, sum(case when text ilike '%festival%' then 1 else 0 end), count(*) from samples group by source;
-- filters_by_two_texts
select stage, count(*) filter (where text like '%festival%'), count(*) filter (where text like '%lemma%' and cultural = 1)
from samples group by stage;
-- DuckDB
select stage, count(*) filter (where text ilike '%festival%'),
count(*) filter (where text ilike '%lemma%' and cultural = 1) from samples group by stage;
-- position_in_text
select language, count(*) from samples where instr(text, 'harvest') > 0 group by language;
-- average_position
select stage, avg(instr(text, 'the')) from samples group by stage;
-- first_character
select substr(text, 1, 1) as c, count(*) from samples group by c;
-- last_word
select count(*) from samples where lower(text) like '%villages%' and substr(text, -1) = '.';
-- words
select source, avg(length(text) - length(replace(text, ' ', '')) + 1) from samples group by source;
-- kind_of_text
select case when text like '%?%' then 'question' when text like '%theorem%' then 'proof' else 'other' end as kind,
count(*) from samples group by kind;
-- smallest_text
select source, min(text), max(text) from samples group by source;
-- smallest_text_of_all
select min(text), max(text) from samples where language = 'swh';
-- distinct_texts
select source, count(distinct text) from samples group by source;
-- repeated_texts
select count(*) from (select text from samples group by text having count(*) > 1);
-- regular_expression
select stage, count(*) from samples where text regexp 'harvest|theorem' group by stage;
-- DuckDB
select stage, count(*) from samples where regexp_matches(text, 'harvest|theorem') group by stage;
-- regular_expression_filter
select stage, count(*) filter (where text regexp 'f[a-z]+val') from samples group by stage;
-- DuckDB
select stage, count(*) filter (where regexp_matches(text, 'f[a-z]+val')) from samples group by stage;
-- texts_like_at_start
select count(*) from samples where text like '12345%';
-- rows_with_text
select id, source from samples where text like '%festival%' and cultural = 1 order by id limit 10;
-- DuckDB
select id, source from samples where text ilike '%festival%' and cultural = 1 order by id limit 10;
-- places_of_texts
select country, count(*) from places where text like '%festival%' group by country;
-- DuckDB
select country, count(*) from places where text ilike '%festival%' group by country;
-- texts_of_ascii
select count(*) from samples where octet_length(text) = length(text);
-- DuckDB
select count(*) from samples where strlen(text) = length(text);
