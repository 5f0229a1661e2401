//! As much of JSON Schema as the description of the interface uses; whatever else it would use is refused, so that nothing passes unseen.

use serde_json::Value;

/// The schema of an answer.
pub fn of_answer<'d>(described: &'d Value, route: &str, status: &str, kind: &str) -> &'d Value {
    let answers = &described["paths"][route]["get"]["responses"];
    let schema = &answers[status]["content"][kind]["schema"];
    assert!(schema.is_object(), "{route} {status} {kind}: {answers}");
    schema
}

/// Whether a value is what a schema has: each property that it has and no other.
pub fn check(described: &Value, schema: &Value, value: &Value) -> Result<(), String> {
    let known = [
        "$ref",
        "type",
        "properties",
        "required",
        "items",
        "description",
        "format",
        "minimum",
        "maximum",
        "oneOf",
        "enum",
    ];
    let rules = schema.as_object().ok_or("no schema")?;
    if let Some(other) = rules.keys().find(|key| !known.contains(&key.as_str())) {
        return Err(format!("the schema uses `{other}`, which this test does not read"));
    }
    if let Some(to) = schema["$ref"].as_str() {
        let name = to.strip_prefix("#/components/schemas/").ok_or("a reference elsewhere")?;
        return check(described, &described["components"]["schemas"][name], value);
    }
    if let Some(ways) = schema["oneOf"].as_array() {
        let fits = ways.iter().filter(|way| check(described, way, value).is_ok()).count();
        return if fits == 1 { Ok(()) } else { Err(format!("{value} fits {fits} ways")) };
    }
    kind(&schema["type"], value)?;
    if let Some(least) = schema["minimum"].as_f64()
        && value.as_f64().is_some_and(|value| value < least)
    {
        return Err(format!("{value} is below {least}"));
    }
    if let Some(list) = value.as_array() {
        return list.iter().try_for_each(|one| check(described, &schema["items"], one));
    }
    let Some(object) = value.as_object() else { return Ok(()) };
    let properties = schema["properties"].as_object().ok_or("an object without properties")?;
    let required = schema["required"].as_array().cloned().unwrap_or_default();
    if let Some(missing) = required.iter().find(|name| !object.contains_key(name.as_str().unwrap_or_default())) {
        return Err(format!("{missing} is missing"));
    }
    for (name, value) in object {
        let schema = properties.get(name).ok_or_else(|| format!("`{name}` is not described"))?;
        check(described, schema, value).map_err(|fault| format!("{name}: {fault}"))?;
    }
    Ok(())
}

fn kind(wanted: &Value, value: &Value) -> Result<(), String> {
    let found = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let fits = |one: &Value| one == found || (one == "number" && found == "integer");
    let is_so = wanted.as_array().map_or_else(|| fits(wanted), |ways| ways.iter().any(fits));
    if is_so { Ok(()) } else { Err(format!("{value} is no {wanted}")) }
}
