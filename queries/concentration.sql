-- title: Geographic concentration
-- question: How unevenly are the (cultural) samples spread over places, countries, sub-regions and continents?
-- note: Over the cultural samples, or with --param samples=all over all: so a corpus without culture tags has its places too.
-- note: A sample of several places counts by three ways. whole: 1 for each of its distinct places (or countries, …);
--   mention: 1 for each time that a place is named; fractional: 1 for the sample, in equal parts for its distinct places.
-- note: The indices are over the units that occur; gini_universe is over all units that there are, zeros included: 249
--   countries, their sub-regions and continents. Of places there is no such list.
-- note: Values that do not resolve to a level are in no share or index; `unresolved` tells how many they are. Samples that
--   name no place at all are in no row.
-- note: gini and effective are of the samples. Few samples over many units look more unequal than the units are: the
--   estimates have that bias removed, and the intervals are theirs.
-- note: An interval is given by a rule, and null elsewhere: 500 samples, 50 a unit, for gini 25 of each unit, and an index that
--   differs from its estimate by 0.75 standard errors at most. docs/interval-coverage.md derives it from simulations.
--   It takes samples of one unit each: where the units of the samples are more than 1.05 times the samples, it is null too.
-- needs: samples.culture if samples = cultural
-- needs: places.place
-- corrected: places
-- parameter: by (column of samples) = null: one such table for each value of this column
-- parameter: samples (one of cultural all) = cultural: which samples are counted
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: counting (counting) = whole: of the Lorenz curve: whole, mention or fractional; the indices have a row for each
-- parameter: min_n (integer from 0 to 1000000000) = 30: total below which the indices are flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Concentration of the samples over places
-- grain: one row for each value of --by, level and way of counting
-- key: by, level, counting
-- measure: ours
-- empty: no sample that is counted names a place
-- column: by: value of the column that --by names; null without one
-- column: level: place, country, subregion or continent
-- column: counting: whole, mention or fractional
-- column: units (units): units that occur
-- column: total (samples or mentions): sum over the units
-- column: gini (0 to 1): Gini index: 0 where all units have the same, towards 1 where one has all
-- column: gini_estimate (0 to 1): Gini index of the population, bias removed; null with --weight, whose units are not drawn one
--   by one, and for samples of several units
-- column: gini_low (0 to 1): lower end of the interval of gini_estimate; null where the samples are too few for one
-- column: gini_high (0 to 1): upper end of the interval of gini_estimate
-- column: gini_corrected (0 to 1): gini · units / (units - 1)
-- column: gini_universe (0 to 1): Gini index over all units of the level that there are, zeros included
-- column: hhi (0 to 1): Herfindahl-Hirschman index: the sum of the squared shares
-- column: theil (nats): Theil's T
-- column: entropy (nats): Shannon entropy of the shares
-- column: effective (units): effective number of units: exp(entropy), the Hill number of order 1
-- column: effective_estimate (units): effective number of the population by Chao, Wang and Jost; null as gini_estimate
-- column: effective_low (units): lower end of the interval of effective_estimate; null where the samples are too few for one
-- column: effective_high (units): upper end of the interval of effective_estimate
-- column: top1 (0 to 1): share of the largest unit
-- column: top5 (0 to 1): share of the five largest units
-- column: top10 (0 to 1): share of the ten largest units
-- column: zipf (exponent): exponent of the rank-frequency law, by maximum likelihood
-- column: unresolved (samples or mentions): what names no unit of the level; in none of the numbers before
-- column: small: 1 where total is below min_n, or too few samples leave gini or effective without interval; else 0
-- print: by, level, counting, units, gini, gini_estimate, effective, effective_estimate, top10
-- label: effective = effective number of units
-- label: small = fewer than min_n samples, or too few for an interval
-- label: estimate = estimate for the population
-- label: level = level of places
-- label: counting = way of counting
-- chart: bar x=level y=effective estimate=effective_estimate low=effective_low high=effective_high colour=counting
with
tallies as (
    select {by} as part, 'place' as level, 1 as level_number, place as unit,
        sum({weight}) as whole, sum({weight_mention}) as mention, sum({weight_fractional}) as fractional
    from places
    where (cultural or $samples = 'all') and {where}
    group by {by}, place
    union all
    select {by}, 'country', 2, country, sum({weight}), sum({weight_mention}), sum({weight_fractional})
    from countries
    where (cultural or $samples = 'all') and {where}
    group by {by}, country
    union all
    select {by}, 'subregion', 3, subregion, sum({weight}), sum({weight_mention}), sum({weight_fractional})
    from subregions
    where (cultural or $samples = 'all') and {where}
    group by {by}, subregion
    union all
    select {by}, 'continent', 4, continent, sum({weight}), sum({weight_mention}), sum({weight_fractional})
    from continents
    where (cultural or $samples = 'all') and {where}
    group by {by}, continent
),
weights as (
    select part, level, level_number, 'whole' as way, 1 as way_number, unit, whole as x, fractional from tallies
    union all
    select part, level, level_number, 'mention', 2, unit, mention, fractional from tallies
    union all
    select part, level, level_number, 'fractional', 3, unit, fractional, fractional from tallies
),
universe as (
    select 2 as level_number, count(*) as units from country
    union all
    select 3, count(distinct subregion) from country
    union all
    select 4, count(distinct continent) from country
),
measured as (
    select
        part,
        level,
        level_number,
        way,
        way_number,
        count(unit) as units,
        coalesce(sum(x) filter (where unit is not null), 0) as total,
        gini(x) filter (where unit is not null) as gini,
        gini_estimate(x) filter (where unit is not null) as gini_estimate,
        gini_estimate_low(x, $level) filter (where unit is not null) as gini_low,
        gini_estimate_high(x, $level) filter (where unit is not null) as gini_high,
        gini_corrected(x) filter (where unit is not null) as gini_corrected,
        gini_over(x, universe.units) filter (where unit is not null) as gini_universe,
        hhi(x) filter (where unit is not null) as hhi,
        theil_t(x) filter (where unit is not null) as theil,
        entropy(x) filter (where unit is not null) as entropy,
        hill(x, 1) filter (where unit is not null) as effective,
        effective_estimate(x) filter (where unit is not null) as effective_estimate,
        effective_estimate_low(x, $level) filter (where unit is not null) as effective_low,
        effective_estimate_high(x, $level) filter (where unit is not null) as effective_high,
        -- The fractions of a sample add up to 1: so many samples name a unit of the level.
        $weight is null and sum(x) filter (where unit is not null)
            <= 1.05 * sum(fractional) filter (where unit is not null) as has_intervals,
        top_share(x, 1) filter (where unit is not null) as top1,
        top_share(x, 5) filter (where unit is not null) as top5,
        top_share(x, 10) filter (where unit is not null) as top10,
        zipf_exponent(x) filter (where unit is not null) as zipf,
        coalesce(sum(x) filter (where unit is null), 0) as unresolved
    from weights
    left join universe using (level_number)
    group by part, level_number, way_number, level, way
)
select
    part as "by",
    level,
    way as counting,
    units,
    total,
    gini,
    iif(has_intervals, gini_estimate, null) as gini_estimate,
    iif(has_intervals, gini_low, null) as gini_low,
    iif(has_intervals, gini_high, null) as gini_high,
    gini_corrected,
    gini_universe,
    hhi,
    theil,
    entropy,
    effective,
    iif(has_intervals, effective_estimate, null) as effective_estimate,
    iif(has_intervals, effective_low, null) as effective_low,
    iif(has_intervals, effective_high, null) as effective_high,
    top1,
    top5,
    top10,
    zipf,
    unresolved,
    total < $min_n
        or $weight is null and (not has_intervals or gini_low is null or effective_low is null) as small
from measured
order by part is null, part, level_number, way_number;

-- table: lorenz
-- caption: Lorenz curves of the samples over places
-- grain: one row for each value of --by, level and unit that occurs, the smallest first, after the point (0, 0)
-- key: by, level, unit
-- measure: ours
-- empty: no sample that is counted names a place
-- column: by: value of the column that --by names; null without one
-- column: level: place, country, subregion or continent
-- column: unit: the unit that the curve takes in at this point; null at (0, 0)
-- column: amount (samples or mentions): of the unit, by the way of counting that --counting names
-- column: units_share (0 to 1): units so far / units
-- column: amount_share (0 to 1): amount so far / amount of all units
-- print: by, level, unit, amount, units_share, amount_share
-- rows: 11 spread each by, level
-- label: units_share = cumulative share of the units
-- label: amount_share = cumulative share of the samples
-- label: level = level of places
-- chart: lorenz x=units_share y=amount_share colour=level
with
tallies as (
    select {by} as part, 'place' as level, 1 as level_number, place as unit,
        sum({counting}) as amount
    from places
    where (cultural or $samples = 'all') and {where}
    group by {by}, place
    union all
    select {by}, 'country', 2, country, sum({counting})
    from countries
    where (cultural or $samples = 'all') and {where}
    group by {by}, country
    union all
    select {by}, 'subregion', 3, subregion, sum({counting})
    from subregions
    where (cultural or $samples = 'all') and {where}
    group by {by}, subregion
    union all
    select {by}, 'continent', 4, continent, sum({counting})
    from continents
    where (cultural or $samples = 'all') and {where}
    group by {by}, continent
),
ranked as (
    select
        *,
        row_number() over curve as position,
        sum(amount) over curve as amount_so_far,
        count(*) over (partition by part, level_number) as units,
        sum(amount) over (partition by part, level_number) as total
    from tallies
    where unit is not null
    window curve as (partition by part, level_number order by amount, unit)
),
points as (
    select distinct part, level, level_number, 0 as position, null as unit, 0 as amount, 0.0 as units_share,
        0.0 as amount_share
    from ranked
    union all
    select part, level, level_number, position, unit, amount, position * 1.0 / units,
        amount_so_far * 1.0 / nullif(total, 0)
    from ranked
)
select part as "by", level, unit, amount, units_share, amount_share
from points
order by part is null, part, level_number, position;
