-- title: Sub-communities and the countries that they are
-- question: Which sub-communities of the pairs are countries, how were they written, and which are no country?
-- note: A sub-community that was written as an alias, such as S. Africa, has the English name of its country.
-- needs: pairs.culture
--
-- caption: Sub-communities of the pairs and the countries that they are
-- grain: one row for each sub-community, those that are no country first
-- key: culture
-- measure: ours
-- empty: no pair has a sub-community
-- column: culture: the sub-community; null for users without one
-- column: n (pairs): pairs of the sub-community
-- column: users (users): users of the sub-community; 0 where pairs have none
-- column: share (0 to 1): part of all pairs
-- column: iso2: ISO 3166-1 code of the country; null if it is none
-- column: written: how the data has it, where a column of places has it
-- column: rules: how these spellings were understood
-- column: resolved: 1 if it is a country, else 0
-- print: culture, iso2, written, n, users, share
-- label: culture = sub-community
-- label: resolved = 1 for a country, else 0
-- chart: bar x=culture y=n colour=resolved
with
cultures as (
    select culture, sum(n) as n, count(distinct annotator) as users
    from pairs
    group by culture
),
spellings as (
    select
        country.name,
        group_concat(distinct value) as written,
        group_concat(distinct rule) as rules
    from column_definition
    join dictionary_value on dictionary_value.column_id = column_definition.id
    join place_resolution
        on place_resolution.column_id = dictionary_value.column_id and place_resolution.code = dictionary_value.code
    join country on country.iso2 = place_resolution.iso2
    where column_definition.meaning = 'place' and column_definition.name = 'country'
    group by country.name
)
select
    culture,
    n,
    users,
    n * 1.0 / sum(n) over () as share,
    country.iso2,
    written,
    rules,
    country.iso2 is not null as resolved
from cultures
left join country on country.name = culture
left join spellings on spellings.name = culture
order by country.iso2 is not null, n desc, culture;
