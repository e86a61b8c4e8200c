-- title: Diversity at a common size and coverage
-- question: Which stage (source, language) is more diverse, once their samples are made equally many or equally complete?
-- note: More samples show more units. Hill numbers are compared at a common size or at a common coverage, the part of all
--   samples to come that falls into the units seen: those of the smallest, to which the others are rarefied. Tables size and
--   coverage go beyond: extrapolated to twice the samples.
--   Order 0 is the number of units, 1 the exponential of Shannon's entropy, 2 one over Simpson's concentration.
-- note: Over the cultural samples, or with --param samples=all over all. Samples without a unit are in no row; a sample of
--   several units is one sample of each.
-- note: The intervals are of samples drawn from the estimated assemblage (Chao et al. 2014). They are given where
--   simulations show them to hold the truth in about 95 of 100 corpora, and null elsewhere: of the orders 1 and 2, within the
--   samples, where report concentration gives the effective number an interval (500 samples, 50 a unit, one unit each).
-- needs: samples.culture if samples = cultural
-- needs: places.place if unit = place
-- needs: places.place if unit = country
-- needs: places.place if unit = subregion
-- needs: places.place if unit = continent
-- needs: languages.language if unit = language
-- needs: domains.domain if unit = domain
-- needs: tasks.task if unit = task
-- corrected: no: an index depends on the shares of all units at once, and noise in them would by itself make the units look less
--   equal. Report corrected-concentration has the one that can be corrected, the effective number of places of order 2
-- parameter: by (column of samples) = stage: what is compared: a curve for each value of this column
-- parameter: samples (one of cultural all) = cultural: which samples are counted
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: unit (one of place country subregion continent language domain task) = country: whose diversity it is
-- parameter: min_n (integer from 0 to 1000000000) = 30: total below which a row is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
-- parameter: seed (integer from 0 to 9007199254740992) = 1: seed of the bootstrap
-- parameter: replicates (integer from 100 to 1000000) = 200: replicates of the bootstrap
--
-- steps:
tallies as (
    select {by} as part, place as unit, sum(n) as x, sum(w) as fractional
    from places
    where (cultural or $samples = 'all') and $unit = 'place' and place is not null and {where}
    group by 1, 2
    union all
    select {by}, country, sum(n), sum(w)
    from countries
    where (cultural or $samples = 'all') and $unit = 'country' and country is not null and {where}
    group by 1, 2
    union all
    select {by}, subregion, sum(n), sum(w)
    from subregions
    where (cultural or $samples = 'all') and $unit = 'subregion' and subregion is not null and {where}
    group by 1, 2
    union all
    select {by}, continent, sum(n), sum(w)
    from continents
    where (cultural or $samples = 'all') and $unit = 'continent' and continent is not null and {where}
    group by 1, 2
    union all
    select {by}, language, sum(n), sum(w)
    from languages
    where (cultural or $samples = 'all') and $unit = 'language' and language is not null and {where}
    group by 1, 2
    union all
    select {by}, domain, sum(n), sum(w)
    from domains
    where (cultural or $samples = 'all') and $unit = 'domain' and domain is not null and {where}
    group by 1, 2
    union all
    select {by}, task, sum(n), sum(w)
    from tasks
    where (cultural or $samples = 'all') and $unit = 'task' and task is not null and {where}
    group by 1, 2
),
orders (q) as (values (0), (1), (2))

-- caption: Diversity (Hill numbers) at a common size and a common coverage
-- grain: one row for each value of --by and order
-- key: by, q
-- measure: ours
-- empty: no sample that is counted has a unit
-- column: by: value of the column that --by names, by default stages; null where the samples have none
-- column: q (order): order of the Hill number: 0, 1 or 2
-- column: total (samples): samples by unit, a sample of several units once for each
-- column: units (units): units that occur
-- column: coverage (0 to 1): part of the population that falls into them, estimated
-- column: observed (units): Hill number of the samples as they are
-- column: size (samples): the common size: the smallest total that is not below min_n
-- column: at_size (units): Hill number of so many samples
-- column: at_size_low (units): lower end of its interval; null for order 0
-- column: at_size_high (units): upper end of its interval
-- column: common_coverage (0 to 1): the common coverage: the smallest of those whose total is not below min_n
-- column: at_coverage (units): Hill number at this coverage
-- column: at_coverage_low (units): lower end of its interval; null for order 0
-- column: at_coverage_high (units): upper end of its interval
-- column: small: 1 where total is below min_n, or too few samples leave orders 1 and 2 without interval; else 0
-- print: by, q, total, units, coverage, observed, at_size, at_coverage
-- label: at_coverage = effective number of units
-- label: small = fewer than min_n samples, or too few for intervals
-- label: q = order
-- chart: bar x=by y=at_coverage low=at_coverage_low high=at_coverage_high facet=q
with
parts as (
    select
        part,
        count(*) as units,
        sum(x) as total,
        coverage(x) as coverage,
        sum(x) <= 1.05 * sum(fractional) and effective_estimate_low(x) is not null as has_intervals
    from tallies
    group by part
),
common as (
    select min(total) as size, min(coverage) as coverage
    from parts
    where total >= $min_n
),
measured as (
    select
        tallies.part,
        q,
        hill(x, q) as observed,
        hill_at_size(x, q, common.size) as at_size,
        hill_at_size_low(x, q, common.size, $seed, $replicates, $level)
            filter (where has_intervals and q > 0) as at_size_low,
        hill_at_size_high(x, q, common.size, $seed, $replicates, $level)
            filter (where has_intervals and q > 0) as at_size_high,
        hill_at_coverage(x, q, common.coverage) as at_coverage,
        hill_at_coverage_low(x, q, common.coverage, $seed, $replicates, $level)
            filter (where has_intervals and q > 0) as at_coverage_low,
        hill_at_coverage_high(x, q, common.coverage, $seed, $replicates, $level)
            filter (where has_intervals and q > 0) as at_coverage_high
    from tallies
    join parts on parts.part is tallies.part
    cross join orders
    cross join common
    group by tallies.part, q
)
select
    measured.part as "by",
    q,
    parts.total,
    units,
    parts.coverage,
    observed,
    common.size,
    at_size,
    at_size_low,
    at_size_high,
    common.coverage as common_coverage,
    at_coverage,
    at_coverage_low,
    at_coverage_high,
    parts.total < $min_n or not has_intervals as small
from measured
join parts on parts.part is measured.part
cross join common
left join stage_order on stage_order.stage = measured.part
order by measured.part is null, position is null, position, measured.part, q;

-- table: size
-- caption: Diversity (Hill numbers) by number of samples
-- grain: one row for each value of --by, order and size: one sample, and twentieths of twice the samples
-- key: by, q, size
-- measure: ours
-- empty: no sample that is counted has a unit
-- column: by: value of the column that --by names, by default stages; null where the samples have none
-- column: q (order): order of the Hill number: 0, 1 or 2
-- column: size (samples): number of samples
-- column: coverage (0 to 1): mean coverage of so many samples
-- column: method: rarefied, observed or extrapolated
-- column: hill (units): Hill number of so many samples
-- column: hill_low (units): lower end of its interval
-- column: hill_high (units): upper end of its interval
-- column: small: 1 where all samples are fewer than min_n, or too few for intervals; else 0
-- print: by, q, size, method, coverage, hill
-- rows: 5 spread each by, q
-- label: size = size
-- label: hill = effective number of units
-- label: small = fewer than min_n samples, or too few for intervals
-- label: q = order
-- chart: line x=size y=hill low=hill_low high=hill_high colour=by facet=q
with
parts as (
    select
        part,
        sum(x) as total,
        sum(x) <= 1.05 * sum(fractional) and effective_estimate_low(x) is not null as has_intervals
    from tallies
    group by part
),
curves as (
    select
        tallies.part,
        q,
        parts.total,
        has_intervals,
        -- Samples are drawn only for intervals that are shown.
        hill_by_size(x, q, $seed, iif(has_intervals and q > 0, $replicates, 0), $level) as points
    from tallies
    join parts on parts.part is tallies.part
    cross join orders
    group by tallies.part, q
),
points as (
    select
        curves.*,
        value ->> 'size' as size,
        value ->> 'coverage' as coverage,
        value ->> 'method' as method,
        value ->> 'value' as hill,
        iif(
            has_intervals and q > 0 and value ->> 'size' > 1 and value ->> 'method' <> 'extrapolated',
            value ->> 'low',
            null
        ) as hill_low,
        iif(
            has_intervals and q > 0 and value ->> 'size' > 1 and value ->> 'method' <> 'extrapolated',
            value ->> 'high',
            null
        ) as hill_high
    from curves
    cross join json_each(curves.points)
)
select
    part as "by",
    q,
    cast(size as integer) as size,
    coverage,
    method,
    hill,
    hill_low,
    hill_high,
    total < $min_n or not has_intervals as small
from points
left join stage_order on stage_order.stage = part
order by part is null, position is null, position, part, q, size;

-- table: coverage
-- caption: Diversity (Hill numbers) by coverage
-- grain: one row for each value of --by, order and coverage: those of twentieths of twice the samples
-- key: by, q, coverage
-- measure: ours
-- empty: no sample that is counted has a unit
-- column: by: value of the column that --by names, by default stages; null where the samples have none
-- column: q (order): order of the Hill number: 0, 1 or 2
-- column: coverage (0 to 1): coverage of the samples
-- column: size (samples): least number of samples of this coverage among the sizes of the curve
-- column: method: rarefied, observed or extrapolated
-- column: hill (units): Hill number at this coverage
-- column: hill_low (units): lower end of its interval
-- column: hill_high (units): upper end of its interval
-- column: small: 1 where all samples are fewer than min_n, or too few for intervals; else 0
-- print: by, q, coverage, size, method, hill
-- rows: 5 spread each by, q
-- label: hill = effective number of units
-- label: small = fewer than min_n samples, or too few for intervals
-- label: coverage = coverage of the samples
-- label: q = order
-- chart: line x=coverage y=hill low=hill_low high=hill_high colour=by facet=q
with
parts as (
    select
        part,
        sum(x) as total,
        sum(x) <= 1.05 * sum(fractional) and effective_estimate_low(x) is not null as has_intervals
    from tallies
    group by part
),
curves as (
    select
        tallies.part,
        q,
        parts.total,
        has_intervals,
        -- Samples are drawn only for intervals that are shown.
        hill_by_coverage(x, q, $seed, iif(has_intervals and q > 0, $replicates, 0), $level) as points
    from tallies
    join parts on parts.part is tallies.part
    cross join orders
    group by tallies.part, q
),
points as (
    select
        curves.*,
        value ->> 'size' as size,
        value ->> 'coverage' as coverage,
        value ->> 'method' as method,
        value ->> 'value' as hill,
        iif(
            has_intervals and q > 0 and value ->> 'size' > 1 and value ->> 'method' <> 'extrapolated',
            value ->> 'low',
            null
        ) as hill_low,
        iif(
            has_intervals and q > 0 and value ->> 'size' > 1 and value ->> 'method' <> 'extrapolated',
            value ->> 'high',
            null
        ) as hill_high
    from curves
    cross join json_each(curves.points)
),
-- Once every unit is sure to be seen, further samples have the same coverage.
first_points as (
    select *, row_number() over (partition by part, q, coverage order by size) as number
    from points
)
select
    part as "by",
    q,
    coverage,
    size,
    method,
    hill,
    hill_low,
    hill_high,
    total < $min_n or not has_intervals as small
from first_points
left join stage_order on stage_order.stage = part
where number = 1
order by part is null, position is null, position, part, q, coverage;
