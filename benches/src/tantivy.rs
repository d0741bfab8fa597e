//! tantivy, in memory: words, ranges of latitude and longitude, filter values. It counts no filter values here.

use anyhow::Result;
use tantivy::collector::{Count, TopDocs};
use tantivy::query::{AllQuery, BooleanQuery, FuzzyTermQuery, Occur, Query, RangeQuery, TermQuery};
use tantivy::schema::{FAST, Field, INDEXED, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{AsciiFoldingFilter, Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tantivy::{Index, IndexReader, Order, TantivyDocument, Term};

use crate::row::{Ask, PAGE, Row};

/// An index in memory, on one thread.
pub struct Baseline {
    reader: IndexReader,
    texts: [Field; 3],
    filters: Field,
    latitude: Field,
    longitude: Field,
    analyzer: TextAnalyzer,
}

impl Baseline {
    /// Builds it from all rows.
    pub fn build(rows: impl Iterator<Item = Row>) -> Result<Self> {
        let mut schema = Schema::builder();
        let indexing =
            TextFieldIndexing::default().set_tokenizer("fr").set_index_option(IndexRecordOption::WithFreqs);
        let text = TextOptions::default().set_indexing_options(indexing);
        let texts = ["name", "about", "body"].map(|name| schema.add_text_field(name, text.clone()));
        let filters = schema.add_u64_field("filters", INDEXED | FAST);
        let latitude = schema.add_f64_field("latitude", FAST);
        let longitude = schema.add_f64_field("longitude", FAST);
        let updated = schema.add_u64_field("updated", FAST);
        let index = Index::create_in_ram(schema.build());
        let analyzer = TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .filter(AsciiFoldingFilter)
            .filter(Stemmer::new(Language::French))
            .build();
        index.tokenizers().register("fr", analyzer.clone());
        let mut writer = index.writer_with_num_threads(2, 400_000_000)?;
        for row in rows {
            let mut document = TantivyDocument::new();
            for (field, text) in texts.iter().zip([row.name, row.about, row.body]) {
                document.add_text(*field, text);
            }
            row.filters.iter().for_each(|filter| document.add_u64(filters, *filter as u64));
            document.add_f64(latitude, row.latitude);
            document.add_f64(longitude, row.longitude);
            document.add_u64(updated, row.updated as u64);
            writer.add_document(document)?;
        }
        writer.commit()?;
        let segments = index.searchable_segment_ids()?;
        if segments.len() > 1 {
            writer.merge(&segments).wait()?;
        }
        writer.wait_merging_threads()?;
        Ok(Self { reader: index.reader()?, texts, filters, latitude, longitude, analyzer })
    }

    /// Answers how many there are, and reads a page of them.
    pub fn search(&mut self, ask: &Ask, slips: bool) -> Result<usize> {
        let mut all: Vec<Box<dyn Query>> = Vec::new();
        let last = ask.words.len().saturating_sub(1);
        for (at, word) in ask.words.iter().enumerate() {
            let mut stems = Vec::new();
            self.analyzer.token_stream(word).process(&mut |token| stems.push(token.text.clone()));
            let stem = stems.pop().unwrap_or_default();
            let anywhere = self.texts.iter().map(|field| -> Box<dyn Query> {
                match (slips, ask.beginning && at == last) {
                    (true, _) => Box::new(FuzzyTermQuery::new(Term::from_field_text(*field, &stem), 1, true)),
                    (_, true) => {
                        Box::new(FuzzyTermQuery::new_prefix(Term::from_field_text(*field, word), 0, true))
                    }
                    _ => Box::new(TermQuery::new(
                        Term::from_field_text(*field, &stem),
                        IndexRecordOption::WithFreqs,
                    )),
                }
            });
            all.push(Box::new(BooleanQuery::union(anywhere.collect())));
        }
        for group in &ask.groups {
            let terms = group.iter().map(|filter| Term::from_field_u64(self.filters, *filter as u64));
            all.push(Box::new(BooleanQuery::new_multiterms_query(terms.collect())));
        }
        if let Some((point, km)) = ask.around {
            let (high, wide) = Ask::span(point, km);
            for (field, middle, half) in
                [(self.latitude, point.latitude, high), (self.longitude, point.longitude, wide)]
            {
                let at = |degrees: f64| std::ops::Bound::Included(Term::from_field_f64(field, degrees));
                all.push(Box::new(RangeQuery::new(
                    at(f64::from(middle) - half),
                    at(f64::from(middle) + half),
                )));
            }
        }
        let query: Box<dyn Query> = match all.is_empty() {
            true => Box::new(AllQuery),
            false => Box::new(BooleanQuery::new(all.into_iter().map(|query| (Occur::Must, query)).collect())),
        };
        let top = TopDocs::with_limit(PAGE as usize).and_offset(ask.skip as usize);
        let searcher = self.reader.searcher();
        let total = match ask.words.is_empty() {
            true => {
                searcher.search(&query, &(top.order_by_fast_field::<u64>("updated", Order::Desc), Count))?.1
            }
            false => searcher.search(&query, &(top.order_by_score(), Count))?.1,
        };
        Ok(total)
    }
}
