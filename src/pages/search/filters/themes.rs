//! Themes by category: the category first, its themes folded behind it.

use leptos::prelude::*;

use super::{Counted, Value, Values};
use crate::domain::filter::Filter;

/// Categories with their themes. A category opens by itself where one of its themes is on.
#[component]
pub fn Themes(
    /// Each category before its themes.
    values: Vec<Counted>,
) -> impl IntoView {
    let families = values.chunk_by(|_, next| !matches!(next.filter, Filter::Category(_)));
    let families = families.filter_map(<[Counted]>::split_first);
    let families: Vec<(Counted, Vec<Counted>)> =
        families.map(|(category, themes)| (*category, themes.to_vec())).collect();
    families
        .into_iter()
        .map(|(category, themes)| {
            let open = themes.iter().any(|theme| theme.on);
            view! {
                <div class="family">
                    <Value value=category/>
                    <details open=open>
                        <summary><span class="aside">{format!("Préciser : {}", category.filter.label())}</span></summary>
                        <Values values=themes/>
                    </details>
                </div>
            }
        })
        .collect_view()
}
