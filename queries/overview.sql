-- title: Overview of the corpus
-- question: What is in the corpus, and how much of it do the tags describe?
-- note: A sample has a language, domain, task or place where it has one or several; effective numbers are of whole counts.
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: clusters (column of samples) = source: intervals count clusters of samples by this column; none for samples
--   drawn one by one
-- parameter: min_n (integer from 0 to 1000000000) = 30: samples below which a source is flagged as small
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the interval
--
-- caption: What the samples of the corpus have
-- grain: one row for each dimension of the samples
-- key: dimension
-- measure: ours
-- column: dimension: what samples are grouped by
-- column: samples (samples): samples that have a value
-- column: part (0 to 1): samples divided by all samples
-- column: missing (samples): samples without a value
-- column: categories (values): distinct values
-- column: effective (values): effective number of values: Hill number of order 1
-- column: largest: the commonest value; of equals the first by name
-- column: largest_n (samples): samples that have it
-- column: unresolved (samples): samples with values that the reference tables do not know, in parts where they have others
--   too; null for dimensions without such tables
-- print: dimension, samples, part, categories, effective, largest, largest_n
-- label: part = samples that have a value
-- chart: bar x=dimension y=part
with
tallies as (
    select 1 as number, 'dataset' as dimension, dataset as value, sum(n) as n, sum(n) as w, null as unresolved
    from samples
    where {where}
    group by dataset
    union all
    select 2, 'source', source, sum(n), sum(n), null
    from samples
    where {where}
    group by source
    union all
    select 3, 'stage', stage, sum(n), sum(n), null
    from samples
    where {where}
    group by stage
    union all
    select 4, 'culture', culture, sum(n), sum(n), null
    from samples
    where {where}
    group by culture
    union all
    select 5, 'language', coalesce(language_code, language), sum(n), sum(w),
        coalesce(sum(w) filter (where language_code is null), 0)
    from languages
    where {where}
    group by coalesce(language_code, language)
    union all
    select 6, 'domain', domain, sum(n), sum(w), null
    from domains
    where {where}
    group by domain
    union all
    select 7, 'task', task, sum(n), sum(w), null
    from tasks
    where {where}
    group by task
    union all
    select 8, 'place', place, sum(n), sum(w), coalesce(sum(w) filter (where region is null and continent is null), 0)
    from places
    where {where}
    group by place
),
ranked as (
    select *, row_number() over (partition by number order by value is null, n desc, value) as rank
    from tallies
),
dimensions as (
    select
        number,
        dimension,
        -- The fractions of a sample's values add up to 1, so their sum counts the samples that have any.
        cast(round(coalesce(sum(w) filter (where value is not null), 0)) as integer) as samples,
        count(value) as categories,
        hill(n, 1) filter (where value is not null) as effective,
        max(value) filter (where rank = 1) as largest,
        max(n) filter (where rank = 1 and value is not null) as largest_n,
        sum(unresolved) as unresolved
    from ranked
    group by number, dimension
),
names as (
    values
        (1, 'dataset'), (2, 'source'), (3, 'stage'), (4, 'culture'), (5, 'language'), (6, 'domain'), (7, 'task'),
        (8, 'place')
),
all_samples as (
    select sum(n) as n
    from samples
    where {where}
)
select
    names.column2 as dimension,
    coalesce(samples, 0) as samples,
    coalesce(samples, 0) * 1.0 / all_samples.n as part,
    all_samples.n - coalesce(samples, 0) as missing,
    coalesce(categories, 0) as categories,
    effective,
    largest,
    largest_n,
    unresolved
from names
cross join all_samples
left join dimensions on dimensions.number = names.column1
order by names.column1;

-- table: sources
-- caption: Sources of the corpus
-- grain: one row for each data set and source, the largest first
-- key: dataset, source
-- measure: ours
-- column: dataset: the data set that it was loaded as
-- column: source: where the samples come from; null where the data set does not tell
-- column: stage: its stage of the pipeline; null where it has none, or several
-- column: samples (samples): its samples
-- column: part (0 to 1): samples divided by all samples
-- column: tagged (samples): samples with a culture tag
-- column: cultural (samples; paper): cultural samples
-- column: share (0 to 1; paper): cultural / tagged; null without a tag
-- column: share_low (0 to 1): lower end of its interval, as in report decay; a source is one cluster and so fixed
-- column: share_high (0 to 1): upper end of its interval
-- column: interval (clusters, fixed or samples): what the interval covers; fixed: the clusters are taken as fixed
-- column: languages (languages): distinct languages of its samples of one language
-- column: domains (domains): distinct domains of its samples of one domain
-- column: tasks (tasks): distinct tasks of its samples of one task
-- column: small: 1 where samples is below min_n, else 0
-- print: dataset, source, stage, samples, tagged, cultural, share
-- rows: 40 first
-- label: small = fewer than min_n samples
-- chart: bar x=source y=samples colour=stage
with
tallies as (
    select
        dataset,
        source,
        {clusters} as cluster,
        stage,
        cultural,
        language,
        language_code,
        domain,
        task,
        sum(n) as n
    from samples
    where {where}
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9
),
sources as (
    select
        dataset,
        source,
        iif(min(stage) = max(stage) and count(*) = count(stage), min(stage), null) as stage,
        sum(n) as samples,
        coalesce(sum(n) filter (where cultural is not null), 0) as tagged,
        coalesce(sum(n) filter (where cultural), 0) as cultural,
        count(distinct coalesce(language_code, language)) as languages,
        count(distinct domain) as domains,
        count(distinct task) as tasks
    from tallies
    group by dataset, source
),
cells as (
    select
        dataset,
        source,
        cluster,
        coalesce(sum(n) filter (where cultural), 0) as k,
        sum(n) as n
    from tallies
    where cultural is not null
    group by dataset, source, cluster
),
intervals as (
    select dataset, source, clustered_share(k, n, n, $level) as interval
    from cells
    group by dataset, source
)
select
    sources.dataset,
    sources.source,
    stage,
    samples,
    samples * 1.0 / sum(samples) over () as part,
    tagged,
    cultural,
    cultural * 1.0 / nullif(tagged, 0) as share,
    interval ->> 'low' as share_low,
    interval ->> 'high' as share_high,
    iif($clusters is null and interval is not null, 'samples', interval ->> 'interval') as interval,
    languages,
    domains,
    tasks,
    samples < $min_n as small
from sources
left join intervals on intervals.dataset is sources.dataset and intervals.source is sources.source
order by samples desc, sources.dataset, sources.source is null, sources.source;
