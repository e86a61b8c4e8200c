-- title: Diversity of languages and of places
-- question: Do sources of more languages, and languages of more samples, name more places and have a larger cultural share?
-- note: A source's languages are those of its samples of exactly one language; its places and countries those of its cultural
--   samples, or with --param samples=all of all samples, each counted by the samples that name it; then there is no cultural share,
--   as in a corpus without culture tags. Effective numbers are Hill numbers of order 1.
-- note: Intervals are by Fisher's transformation; partial is Pearson's coefficient at equal ln(samples), as larger sources have
--   more of everything. p-values are two-sided, adjusted for all rows of the table with a p-value.
-- note: More samples name more places, so the numbers of places and countries are rarefied: what as many samples of each would
--   name on average (Hurlbert 1971), `size` namings of a place or country. Without --param size it is the number of the
--   smallest source (or language), but at least 10; those with fewer are left out.
-- note: A correlation over few sources says little: n stands beside it, and small flags it.
-- needs: samples.culture+language+source if samples = cultural
-- needs: samples.language+source
-- parameter: samples (one of cultural all) = cultural: whose places are counted; of all there is no cultural share
-- parameter: where (condition on samples) = null: only the samples that meet it
-- parameter: min_n (integer from 0 to 1000000000) = 20: sources (or languages) below which a correlation is flagged as small
-- parameter: size (integer from 0 to 1000000000) = 0: namings to which places and countries are rarefied; 0 for those of the
--   smallest source (or language) that has 10
-- parameter: level (number from 0.5 to 0.9999) = 0.95: confidence level of the intervals
--
-- caption: Correlation of languages with places and with the cultural share, across sources
-- grain: one row for each pair of measures and coefficient, across the sources
-- key: x, y, coefficient
-- measure: ours
-- empty: no two of the measures occur together
-- column: x: languages (their number) or effective_languages
-- column: y: rarefied_places, effective_places, rarefied_countries, effective_countries or cultural_share
-- column: coefficient: pearson, spearman, kendall (tau-b) or partial
-- column: n (sources): sources that have both measures
-- column: size (namings): to which y is rarefied; null where it is not
-- column: value (-1 to 1): the coefficient; null below two sources or where a measure does not vary
-- column: low (-1 to 1): lower end of its interval; null where there are too few sources for one
-- column: high (-1 to 1): upper end of its interval
-- column: p (0 to 1): two-sided p-value of no association
-- column: p_holm (0 to 1): p adjusted by Holm's method
-- column: p_bh (0 to 1): p adjusted by Benjamini and Hochberg's method
-- column: small: 1 where n is below min_n, else 0
-- print: x, y, coefficient, n, value, p_holm
-- label: value = correlation
-- label: y = measure
-- label: small = fewer than min_n sources
-- chart: bar x=y y=value low=low high=high colour=coefficient facet=x
with
language_sizes as (
    select
        source,
        coalesce(language_code, language) as code,
        sum(n) as n,
        coalesce(sum(n) filter (where cultural), 0) as k,
        coalesce(sum(n) filter (where cultural is not null), 0) as tagged
    from samples
    where source is not null and language is not null and {where}
    group by 1, 2
),
language_diversity as (
    select
        source,
        sum(n) as samples,
        count(*) as languages,
        hill(n, 1) as effective_languages,
        iif($samples = 'all', null, sum(k) * 1.0 / nullif(sum(tagged), 0)) as cultural_share
    from language_sizes
    group by source
),
place_sizes as (
    select source, place, sum(n) as n
    from places
    where (cultural or $samples = 'all') and source is not null and {where}
    group by source, place
),
place_totals as (
    select source, sum(n) as namings
    from place_sizes
    group by source
),
place_size as (
    select iif($size > 0, $size, min(namings)) as size
    from place_totals
    where namings >= 10
),
place_diversity as (
    select
        source,
        iif(sum(n) >= size, rarefied(n, size), null) as rarefied_places,
        hill(n, 1) as effective_places,
        size as place_size
    from place_sizes
    cross join place_size
    group by source
),
country_sizes as (
    select source, country, sum(n) as n
    from countries
    where (cultural or $samples = 'all') and country is not null and source is not null and {where}
    group by source, country
),
country_totals as (
    select source, sum(n) as namings
    from country_sizes
    group by source
),
country_size as (
    select iif($size > 0, $size, min(namings)) as size
    from country_totals
    where namings >= 10
),
country_diversity as (
    select
        source,
        iif(sum(n) >= size, rarefied(n, size), null) as rarefied_countries,
        hill(n, 1) as effective_countries,
        size as country_size
    from country_sizes
    cross join country_size
    group by source
),
sources as (
    select
        language_diversity.*,
        rarefied_places,
        effective_places,
        place_size,
        rarefied_countries,
        effective_countries,
        country_size
    from language_diversity
    left join place_diversity using (source)
    left join country_diversity using (source)
),
first_measures as (
    select 1 as x_number, 'languages' as x, source, languages as x_value, samples from sources
    union all
    select 2, 'effective_languages', source, effective_languages, samples from sources
),
second_measures as (
    select 1 as y_number, 'rarefied_places' as y, source, rarefied_places as y_value, place_size as common_size
    from sources
    union all
    select 2, 'effective_places', source, effective_places, null from sources
    union all
    select 3, 'rarefied_countries', source, rarefied_countries, country_size from sources
    union all
    select 4, 'effective_countries', source, effective_countries, null from sources
    union all
    select 5, 'cultural_share', source, cultural_share, null from sources
),
paired as (
    select x_number, x, y_number, y, common_size, x_value, y_value, ln(samples) as log_samples
    from first_measures
    join second_measures using (source)
    where x_value is not null and y_value is not null
    order by x_number, y_number, source
),
coefficients as (
    select
        x_number, x, y_number, y, 1 as number, 'pearson' as coefficient, count(*) as n, max(common_size) as size,
        pearson(x_value, y_value) as value,
        pearson_low(x_value, y_value, $level) as low,
        pearson_high(x_value, y_value, $level) as high,
        pearson_p(x_value, y_value) as p
    from paired
    group by x_number, x, y_number, y
    union all
    select
        x_number, x, y_number, y, 2, 'spearman', count(*), max(common_size),
        spearman(x_value, y_value),
        spearman_low(x_value, y_value, $level),
        spearman_high(x_value, y_value, $level),
        spearman_p(x_value, y_value)
    from paired
    group by x_number, x, y_number, y
    union all
    select
        x_number, x, y_number, y, 3, 'kendall', count(*), max(common_size),
        kendall(x_value, y_value),
        kendall_low(x_value, y_value, $level),
        kendall_high(x_value, y_value, $level),
        kendall_p(x_value, y_value)
    from paired
    group by x_number, x, y_number, y
    union all
    select
        x_number, x, y_number, y, 4, 'partial', count(*), max(common_size),
        pearson_partial(x_value, y_value, log_samples),
        pearson_partial_low(x_value, y_value, log_samples, $level),
        pearson_partial_high(x_value, y_value, log_samples, $level),
        pearson_partial_p(x_value, y_value, log_samples)
    from paired
    group by x_number, x, y_number, y
),
ranked as (
    select *, row_number() over (order by p) as p_rank, count(p) over () as tests
    from (select * from coefficients where p is not null)
),
adjusted as (
    select
        x_number,
        y_number,
        number,
        min(1.0, max(p * (tests - p_rank + 1)) over (order by p)) as p_holm,
        min(1.0, min(p * tests / p_rank) over (order by p desc)) as p_bh
    from ranked
)
select
    x,
    y,
    coefficient,
    n,
    size,
    value,
    low,
    high,
    p,
    p_holm,
    p_bh,
    n < $min_n as small
from coefficients
left join adjusted using (x_number, y_number, number)
order by x_number, y_number, number;

-- table: languages
-- caption: Correlation of samples with places and with the cultural share, across the languages of a source
-- grain: one row for each source, pair of measures and coefficient, across the languages of the source
-- key: source, x, y, coefficient
-- measure: ours
-- empty: no two of the measures occur together
-- column: source: where the samples come from
-- column: x: samples (of the language) or cultural_share
-- column: y: rarefied_places, effective_places, rarefied_countries or cultural_share
-- column: coefficient: pearson, spearman, kendall (tau-b) or partial (of cultural_share, at equal samples of the language)
-- column: n (languages): languages of the source that have both measures
-- column: size (namings): to which y is rarefied; null where it is not
-- column: value (-1 to 1): the coefficient; null below two languages or where a measure does not vary
-- column: low (-1 to 1): lower end of its interval; null where there are too few languages for one
-- column: high (-1 to 1): upper end of its interval
-- column: p (0 to 1): two-sided p-value of no association
-- column: p_holm (0 to 1): p adjusted by Holm's method
-- column: p_bh (0 to 1): p adjusted by Benjamini and Hochberg's method
-- column: small: 1 where n is below min_n, else 0
-- print: source, x, y, coefficient, n, value, p_holm
-- rows: 40 first with value
-- label: value = correlation
-- label: small = fewer than min_n languages
-- chart: bar x=source y=value low=low high=high facet=y row=x only=coefficient:spearman
with
language_sizes as (
    select
        source,
        coalesce(language_code, language) as code,
        coalesce(sum(n) filter (where cultural), 0) as k,
        sum(n) as n
    from samples
    where source is not null and language is not null and (cultural is not null or $samples = 'all') and {where}
    group by 1, 2
),
place_sizes as (
    select source, coalesce(language_code, language) as code, place, sum(n) as n
    from places
    where (cultural or $samples = 'all') and source is not null and language is not null and {where}
    group by 1, 2, 3
),
place_totals as (
    select source, code, sum(n) as namings
    from place_sizes
    group by source, code
),
place_size as (
    select source, iif($size > 0, $size, min(namings)) as size
    from place_totals
    where namings >= 10
    group by source
),
place_diversity as (
    select
        source,
        code,
        iif(sum(n) >= size, rarefied(n, size), null) as rarefied_places,
        hill(n, 1) as effective_places,
        size as place_size
    from place_sizes
    join place_size using (source)
    group by source, code
),
country_sizes as (
    select source, coalesce(language_code, language) as code, country, sum(n) as n
    from countries
    where (cultural or $samples = 'all') and country is not null and source is not null and language is not null
        and {where}
    group by 1, 2, 3
),
country_totals as (
    select source, code, sum(n) as namings
    from country_sizes
    group by source, code
),
country_size as (
    select source, iif($size > 0, $size, min(namings)) as size
    from country_totals
    where namings >= 10
    group by source
),
country_diversity as (
    select
        source,
        code,
        iif(sum(n) >= size, rarefied(n, size), null) as rarefied_countries,
        size as country_size
    from country_sizes
    join country_size using (source)
    group by source, code
),
languages_of_sources as (
    select
        language_sizes.*,
        iif($samples = 'all', null, k * 1.0 / n) as cultural_share,
        rarefied_places,
        effective_places,
        place_size,
        rarefied_countries,
        country_size
    from language_sizes
    left join place_diversity using (source, code)
    left join country_diversity using (source, code)
),
first_measures as (
    select 1 as x_number, 'samples' as x, source, code, n as x_value, n as samples from languages_of_sources
    union all
    select 2, 'cultural_share', source, code, cultural_share, n from languages_of_sources
),
second_measures as (
    select 1 as y_number, 'rarefied_places' as y, source, code, rarefied_places as y_value, place_size as common_size
    from languages_of_sources
    union all
    select 2, 'effective_places', source, code, effective_places, null from languages_of_sources
    union all
    select 3, 'rarefied_countries', source, code, rarefied_countries, country_size from languages_of_sources
    union all
    select 4, 'cultural_share', source, code, cultural_share, null from languages_of_sources
),
paired as (
    select source, x_number, x, y_number, y, common_size, x_value, y_value, ln(samples) as log_samples
    from first_measures
    join second_measures using (source, code)
    where x_value is not null and y_value is not null and x <> y
    order by source, x_number, y_number, code
),
coefficients as (
    select
        source, x_number, x, y_number, y, 1 as number, 'pearson' as coefficient, count(*) as n,
        max(common_size) as size,
        pearson(x_value, y_value) as value,
        pearson_low(x_value, y_value, $level) as low,
        pearson_high(x_value, y_value, $level) as high,
        pearson_p(x_value, y_value) as p
    from paired
    group by source, x_number, x, y_number, y
    union all
    select
        source, x_number, x, y_number, y, 2, 'spearman', count(*), max(common_size),
        spearman(x_value, y_value),
        spearman_low(x_value, y_value, $level),
        spearman_high(x_value, y_value, $level),
        spearman_p(x_value, y_value)
    from paired
    group by source, x_number, x, y_number, y
    union all
    select
        source, x_number, x, y_number, y, 3, 'kendall', count(*), max(common_size),
        kendall(x_value, y_value),
        kendall_low(x_value, y_value, $level),
        kendall_high(x_value, y_value, $level),
        kendall_p(x_value, y_value)
    from paired
    group by source, x_number, x, y_number, y
    union all
    select
        source, x_number, x, y_number, y, 4, 'partial', count(*), max(common_size),
        pearson_partial(x_value, y_value, log_samples),
        pearson_partial_low(x_value, y_value, log_samples, $level),
        pearson_partial_high(x_value, y_value, log_samples, $level),
        pearson_partial_p(x_value, y_value, log_samples)
    from paired
    where x <> 'samples'
    group by source, x_number, x, y_number, y
),
ranked as (
    select *, row_number() over (order by p) as p_rank, count(p) over () as tests
    from (select * from coefficients where p is not null)
),
adjusted as (
    select
        source,
        x_number,
        y_number,
        number,
        min(1.0, max(p * (tests - p_rank + 1)) over (order by p)) as p_holm,
        min(1.0, min(p * tests / p_rank) over (order by p desc)) as p_bh
    from ranked
)
select
    source,
    x,
    y,
    coefficient,
    n,
    size,
    value,
    low,
    high,
    p,
    p_holm,
    p_bh,
    n < $min_n as small
from coefficients
left join adjusted using (source, x_number, y_number, number)
order by source, x_number, y_number, number;
