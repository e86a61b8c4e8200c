-- title: Where the data sets come from
-- question: How unevenly are the tokens of fine-tuning data sets spread over the countries of their creators, and since when?
-- note: The measures of the Data Provenance Initiative (arXiv 2412.17847) on its text collections, loaded by profile dpi-text:
--   a row is a data set, its places are the countries of its creators, its year the earliest of its inferred dates.
-- note: As there, each data set counts in full for each of its countries, Gini is over the places as written that have any
--   tokens (with "International/Other/Unknown"), and Czechia and Czech Republic are two. docs/published-figures.md compares.
-- note: Where the store has no such data set, the report is over all samples that have a place; without tokens, it counts them.
-- needs: samples.tokens if weight = tokens
-- needs: samples.year
-- needs: places.place
-- parameter: where (condition on samples) = dataset = 'dpi-text': only the samples that meet it
-- parameter: weight (measure of samples) = tokens: the measure that is spread over the countries
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: counting (counting) = whole: how a data set of several countries counts: whole, mention or fractional
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: seed (integer from 0 to 9007199254740992) = 1: seed of the bootstrap
-- parameter: replicates (integer from 100 to 1000000) = 1000: replicates of the bootstrap
--
-- caption: Concentration of the creators of data sets over places
-- grain: one row
-- key: none
-- measure: ours
-- column: data_sets (data sets): data sets
-- column: with_weight (data sets): data sets whose weight is known
-- column: with_creator (data sets): data sets with a creator whose country is known, or is known to be none
-- column: total (weight): sum of the weight over the data sets, each once
-- column: placed_total (weight): sum of the weight over data sets and countries, by the way of counting
-- column: places (places): places with a weight above 0
-- column: gini (0 to 1): Gini index of the weight over the places as written
-- column: gini_low (0 to 1): lower end of its interval (bootstrap of collections, BCa); null where there are fewer than 20
--   collections, or the interval does not hold gini: drawing again is then no guide to other collections
-- column: gini_high (0 to 1): upper end of its interval
-- column: collections (collections): sources that have placed data sets with a weight above 0
-- column: countries (countries): countries of ISO 3166-1 with a weight above 0
-- column: gini_countries (0 to 1): Gini index of the weight over these countries
-- column: gini_world (0 to 1): Gini index of the weight over all 249 countries, zeros included
-- column: hhi (0 to 1): Herfindahl-Hirschman index over the places as written
-- column: top1 (0 to 1): share of the largest place
-- column: replicates (replicates): replicates of the bootstrap
-- column: seed: seed of the bootstrap
-- print: data_sets, places, gini, gini_world, top1
-- label: gini = Gini index
-- chart: bar x=data_sets y=gini low=gini_low high=gini_high
with
all_sets as (
    select sum(n) as data_sets, sum(n) filter (where {weight_known}) as with_weight, sum({weight}) as total
    from samples
    where {where}
),
placed_sets as (
    select sum(w) as with_creator
    from places
    where {where}
),
place_weights as (
    select place, sum({counting}) as x
    from places
    where {where}
    group by place
    having x > 0
),
country_weights as (
    select iso2, sum({counting}) as x
    from countries
    where iso2 is not null and {where}
    group by iso2
    having x > 0
),
collection_weights as (
    select source, place, sum({counting}) as x
    from places
    where {where}
    group by source, place
    having x > 0
),
resampled as (
    select
        count(distinct source) as collections,
        bootstrap_clusters('gini', source, place, x, $seed, $replicates, $level) as gini_interval
    from collection_weights
    where source is not null
),
over_places as (
    select sum(x) as placed_total, count(*) as places, gini(x) as gini, hhi(x) as hhi, top_share(x, 1) as top1
    from place_weights
),
over_countries as (
    select
        count(*) as countries,
        gini(x) as gini_countries,
        gini_over(x, (select count(*) from country)) as gini_world
    from country_weights
)
select
    data_sets,
    with_weight,
    cast(round(with_creator) as integer) as with_creator,
    total,
    placed_total,
    places,
    gini,
    iif(
        collections >= 20 and gini between gini_interval ->> 'bca_low' and gini_interval ->> 'bca_high',
        gini_interval ->> 'bca_low', null
    ) as gini_low,
    iif(
        collections >= 20 and gini between gini_interval ->> 'bca_low' and gini_interval ->> 'bca_high',
        gini_interval ->> 'bca_high', null
    ) as gini_high,
    collections,
    countries,
    gini_countries,
    gini_world,
    hhi,
    top1,
    $replicates as replicates,
    $seed as seed
from all_sets
cross join placed_sets
cross join over_places
cross join over_countries
cross join resampled;

-- table: years
-- caption: Concentration of the creators of data sets over places, by year
-- grain: one row for each year, those without a year last
-- key: year
-- measure: ours
-- column: year (year): earliest of the dates of a data set; null where none is known
-- column: data_sets (data sets): data sets of the year
-- column: total (weight): sum of the weight over them, each once
-- column: places (places): places of the year's data sets with a weight above 0
-- column: gini (0 to 1): Gini index of the weight over the places, of the year's data sets alone
-- column: cumulative_total (weight): total of this year and all before it
-- column: cumulative_places (places): places of this year's data sets and all before them
-- column: cumulative_gini (0 to 1): Gini index of all data sets up to this year, over their places
-- print: year, data_sets, total, places, gini, cumulative_gini
-- label: cumulative_gini = Gini index so far
-- chart: line x=year y=cumulative_gini
with
year_totals as (
    select year, sum(n) as data_sets, coalesce(sum({weight}), 0) as total
    from samples
    where {where}
    group by year
),
place_weights as (
    select year, place, sum({counting}) as x
    from places
    where {where}
    group by year, place
    having x > 0
),
year_indices as (
    select year, count(*) as places, gini(x) as gini
    from place_weights
    group by year
),
weights_so_far as (
    -- Data sets without a year come last: they are in the indices of their own row only.
    select year_totals.year, place, sum(x) as x
    from year_totals
    join place_weights on place_weights.year <= year_totals.year or year_totals.year is null
    group by year_totals.year, place
),
indices_so_far as (
    select year, count(*) as cumulative_places, gini(x) as cumulative_gini
    from weights_so_far
    group by year
)
select
    year_totals.year,
    data_sets,
    total,
    coalesce(places, 0) as places,
    gini,
    sum(total) over (order by year_totals.year is null, year_totals.year) as cumulative_total,
    coalesce(cumulative_places, 0) as cumulative_places,
    cumulative_gini
from year_totals
left join year_indices on year_indices.year is year_totals.year
left join indices_so_far on indices_so_far.year is year_totals.year
order by year_totals.year is null, year_totals.year;

-- table: continents
-- caption: Continents of the creators of data sets, by year
-- grain: one row for each year and continent of the creators, those without a year last
-- key: year, continent
-- measure: ours
-- column: year (year): earliest of the dates of a data set; null where none is known
-- column: continent: continent; null for creators that are international, other or unknown
-- column: data_sets (data sets): data sets of the year with a creator there
-- column: amount (weight): weight of these data sets, by the way of counting
-- column: share (0 to 1): amount divided by that of the year over all continents
-- column: cumulative_share (0 to 1): the same share for this year and all before it
-- print: year, continent, data_sets, amount, share, cumulative_share
-- label: cumulative_share = share so far
-- chart: stack x=year y=cumulative_share colour=continent
with
weights as (
    select year, continent, sum(n) as data_sets, coalesce(sum({counting}), 0) as amount
    from continents
    where {where}
    group by year, continent
),
grid as (
    select years.year, row_number() over (order by years.year is null, years.year) as number
    from (select distinct year from weights) as years
),
all_continents as (
    select distinct continent from weights
),
filled as (
    select
        grid.year,
        number,
        all_continents.continent,
        coalesce(data_sets, 0) as data_sets,
        coalesce(amount, 0) as amount
    from grid
    cross join all_continents
    left join weights on weights.year is grid.year and weights.continent is all_continents.continent
),
so_far as (
    select *, sum(amount) over (partition by continent order by number) as amount_so_far
    from filled
)
select
    year,
    continent,
    data_sets,
    amount,
    amount * 1.0 / nullif(sum(amount) over (partition by number), 0) as share,
    amount_so_far * 1.0 / nullif(sum(amount_so_far) over (partition by number), 0) as cumulative_share
from so_far
order by number, continent is null, continent;
