-- title: Gaps in the coverage
-- question: Which combinations of language, country, domain and task have few or no cultural samples, and what would fill them?
-- note: Over the cultural samples, or with --param samples=all over all: so a corpus without culture tags has its gaps too.
-- note: Of each pair of dimensions, the cells whose margins lead one to expect min_n cultural samples and more, and that
--   have fewer. expected = n of the one value · n of the other / all; so a cell is no gap only because both values are rare.
-- note: z is the adjusted residual of Haberman (1973). The widest gap is the one with the lowest z.
-- note: z takes samples as drawn one by one. z_clusters takes clusters of them as drawn, sources unless --clusters says
--   otherwise, and stands where there are 20 or more.
-- note: All four dimensions at once make mostly empty cells: ask for a slice by --where "language = 'French'".
-- note: A sample of several countries counts in each of them; one without a value, or with several languages, domains or tasks,
--   is in no cell of that dimension.
-- needs: samples.culture if samples = cultural
-- parameter: samples (one of cultural all) = cultural: which samples are counted
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: weight (measure of samples) = n: counts this measure in place of samples
-- parameter: margins (margins of samples) = null: tables of known totals that the weights are calibrated to
-- parameter: clusters (column of samples) = source: z_clusters is over clusters of samples by this column; none for no z_clusters
-- parameter: min_n (integer from 1 to 1000000000) = 10: cultural samples that a cell should have
-- parameter: top (integer from 1 to 1000000) = 200: how many gaps are shown of each pair of dimensions
-- parameter: as_written (spellings of samples.domain+samples.task) = 0: 1 where spellings of a tag are values of their own; else those that differ
--   only in case, blanks, hyphens and underscores are one
--
-- caption: Combinations with fewer samples than their two values lead one to expect
-- grain: one row for each gap, by pair of dimensions, the widest first
-- key: dimensions, first, second
-- measure: ours
-- empty: every cell that the margins lead one to expect min_n samples in has them
-- column: dimensions: the pair of dimensions
-- column: first: value of the first dimension
-- column: second: value of the second dimension
-- column: n (samples): cultural samples of the cell
-- column: expected (samples): cultural samples that the margins lead one to expect
-- column: ratio (1 = as expected): n / expected
-- column: z (standard deviations): adjusted residual of the cell, (n - expected) / sqrt(expected · (1 - first / all) · (1 -
--   second / all)), first and second the n of its two values: standard normal where the two dimensions have nothing to do
--   with each other and each sample is in one cell; not with --weight
-- column: clusters (clusters): sources, or values of the column that --clusters names, with samples that have values of both
--   dimensions; null with none
-- column: z_clusters (standard errors): n - expected divided by its standard error over clusters (delta method); null with
--   fewer than 20 clusters
-- column: missing (samples): what would fill the gap: min_n - n
-- column: state: empty (n = 0) or thin
-- column: gaps (cells): gaps of this pair of dimensions, those that are not shown too
-- column: cells (cells): cells of this pair of dimensions: values of the one times values of the other
-- print: dimensions, first, second, n, expected, z
-- label: missing = missing
-- label: blank = no gap
-- chart: heat x=second y=first colour=missing facet=dimensions named=first,second of=gaps
with
cluster_tallies as (
    select
        'language × domain' as dimensions,
        1 as number,
        coalesce(language_name, language) as first,
        {domain} as second,
        {clusters} as cluster,
        sum({weight}) as n
    from samples
    where (cultural or $samples = 'all') and language is not null and domain is not null and {where}
    group by 3, 4, 5
    union all
    select 'language × task', 2, coalesce(language_name, language), {task}, {clusters}, sum({weight})
    from samples
    where (cultural or $samples = 'all') and language is not null and task is not null and {where}
    group by 3, 4, 5
    union all
    select 'domain × task', 3, {domain}, {task}, {clusters}, sum({weight})
    from samples
    where (cultural or $samples = 'all') and domain is not null and task is not null and {where}
    group by 3, 4, 5
    union all
    select 'country × language', 4, country, coalesce(language_name, language), {clusters}, sum({weight})
    from countries
    where (cultural or $samples = 'all') and country is not null and language is not null and {where}
    group by 3, 4, 5
    union all
    select 'country × domain', 5, country, {domain}, {clusters}, sum({weight})
    from countries
    where (cultural or $samples = 'all') and country is not null and domain is not null and {where}
    group by 3, 4, 5
    union all
    select 'country × task', 6, country, {task}, {clusters}, sum({weight})
    from countries
    where (cultural or $samples = 'all') and country is not null and task is not null and {where}
    group by 3, 4, 5
),
tallies as (
    select dimensions, number, first, second, sum(n) as n
    from cluster_tallies
    group by dimensions, number, first, second
),
first_margins as (
    select dimensions, number, first, sum(n) as n, sum(sum(n)) over (partition by number) as total,
        count(*) over (partition by number) as values_of_first
    from tallies
    group by dimensions, number, first
),
second_margins as (
    select number, second, sum(n) as n, count(*) over (partition by number) as values_of_second
    from tallies
    group by number, second
),
expectations as (
    select
        dimensions,
        first_margins.number,
        first,
        second,
        first_margins.n * 1.0 * second_margins.n / total as expected,
        sqrt(
            first_margins.n * 1.0 * second_margins.n / total
                * (1 - first_margins.n * 1.0 / total) * (1 - second_margins.n * 1.0 / total)
        ) as deviation,
        first_margins.n * 1.0 / total as first_share,
        second_margins.n * 1.0 / total as second_share,
        values_of_first * values_of_second as cells
    from first_margins
    join second_margins using (number)
),
gaps as (
    select
        expectations.*,
        coalesce(tallies.n, 0) as n,
        count(*) over (partition by expectations.number) as gaps,
        row_number() over (
            partition by expectations.number
            order by (coalesce(tallies.n, 0) - expected) / nullif(deviation, 0), expectations.first, expectations.second
        ) as rank
    from expectations
    left join tallies
        on tallies.number = expectations.number and tallies.first = expectations.first
            and tallies.second = expectations.second
    where expected >= $min_n and coalesce(tallies.n, 0) < $min_n
),
shown as (
    select *
    from gaps
    where rank <= $top
),
first_clusters as (
    select number, cluster, first, sum(n) as n
    from cluster_tallies
    group by number, cluster, first
),
second_clusters as (
    select number, cluster, second, sum(n) as n
    from cluster_tallies
    group by number, cluster, second
),
clusters as (
    select number, cluster, sum(n) as n
    from cluster_tallies
    where $clusters is not null
    group by number, cluster
    having sum(n) > 0
),
contributions as (
    -- What a cluster adds to n - expected, its margins taken into account.
    select
        shown.number,
        shown.rank,
        coalesce(cluster_tallies.n, 0) - second_share * coalesce(first_clusters.n, 0)
            - first_share * coalesce(second_clusters.n, 0) + first_share * second_share * clusters.n as contribution
    from shown
    join clusters on clusters.number = shown.number
    left join first_clusters
        on first_clusters.number = shown.number and first_clusters.cluster is clusters.cluster
            and first_clusters.first = shown.first
    left join second_clusters
        on second_clusters.number = shown.number and second_clusters.cluster is clusters.cluster
            and second_clusters.second = shown.second
    left join cluster_tallies
        on cluster_tallies.number = shown.number and cluster_tallies.cluster is clusters.cluster
            and cluster_tallies.first = shown.first and cluster_tallies.second = shown.second
),
deviations as (
    -- The variance of a sum of independent terms is their number times that of one.
    select number, rank, count(*) as clusters, sqrt(count(*) * var_samp(contribution)) as deviation
    from contributions
    group by number, rank
)
select
    dimensions,
    first,
    second,
    n,
    expected,
    n / expected as ratio,
    (n - expected) / nullif(shown.deviation, 0) as z,
    clusters,
    iif(clusters >= 20, (n - expected) / nullif(deviations.deviation, 0), null) as z_clusters,
    $min_n - n as missing,
    iif(n = 0, 'empty', 'thin') as state,
    gaps,
    cells
from shown
left join deviations using (number, rank)
order by number, rank;

-- table: summary
-- caption: Combinations without samples and with few
-- grain: one row for each pair of dimensions
-- key: dimensions
-- measure: ours
-- empty: no sample that is counted has values of two of the dimensions
-- column: dimensions: the pair of dimensions
-- column: cells (cells): values of the one times values of the other
-- column: empty (cells): cells without a cultural sample
-- column: thin (cells): cells with fewer than min_n, but not none
-- column: gaps (cells): of both, those that the margins lead one to expect min_n samples in
-- column: missing (samples): what would fill all gaps up to min_n
-- print: dimensions, cells, empty, thin, gaps, missing
-- label: dimensions = pair of dimensions
-- chart: bar x=dimensions y=gaps
with
tallies as (
    select
        'language × domain' as dimensions,
        1 as number,
        coalesce(language_name, language) as first,
        {domain} as second,
        sum({weight}) as n
    from samples
    where (cultural or $samples = 'all') and language is not null and domain is not null and {where}
    group by 3, 4
    union all
    select 'language × task', 2, coalesce(language_name, language), {task}, sum({weight})
    from samples
    where (cultural or $samples = 'all') and language is not null and task is not null and {where}
    group by 3, 4
    union all
    select 'domain × task', 3, {domain}, {task}, sum({weight})
    from samples
    where (cultural or $samples = 'all') and domain is not null and task is not null and {where}
    group by 3, 4
    union all
    select 'country × language', 4, country, coalesce(language_name, language), sum({weight})
    from countries
    where (cultural or $samples = 'all') and country is not null and language is not null and {where}
    group by 3, 4
    union all
    select 'country × domain', 5, country, {domain}, sum({weight})
    from countries
    where (cultural or $samples = 'all') and country is not null and domain is not null and {where}
    group by 3, 4
    union all
    select 'country × task', 6, country, {task}, sum({weight})
    from countries
    where (cultural or $samples = 'all') and country is not null and task is not null and {where}
    group by 3, 4
),
first_margins as (
    select dimensions, number, first, sum(n) as n, sum(sum(n)) over (partition by number) as total,
        count(*) over (partition by number) as values_of_first
    from tallies
    group by dimensions, number, first
),
second_margins as (
    select number, second, sum(n) as n, count(*) over (partition by number) as values_of_second
    from tallies
    group by number, second
),
expectations as (
    select
        dimensions,
        first_margins.number,
        first,
        second,
        first_margins.n * 1.0 * second_margins.n / total as expected,
        values_of_first * values_of_second as cells
    from first_margins
    join second_margins using (number)
),
filled as (
    select expectations.*, coalesce(tallies.n, 0) as n
    from expectations
    left join tallies
        on tallies.number = expectations.number and tallies.first = expectations.first
            and tallies.second = expectations.second
)
select
    dimensions,
    count(*) as cells,
    sum(n = 0) as empty,
    sum(n > 0 and n < $min_n) as thin,
    sum(n < $min_n and expected >= $min_n) as gaps,
    coalesce(sum($min_n - n) filter (where n < $min_n and expected >= $min_n), 0) as missing
from filled
group by number, dimensions
order by number;
