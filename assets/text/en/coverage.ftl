### Which lesson teaches which question (tramso-studio coverage).

coverage-required = LESSON { $lesson } (required): { $title }
coverage-further = LESSON { $lesson } (further): { $title }
coverage-not-asked = {"    "}(no question asks for this yet)
coverage-untaught = Questions whose lesson does not teach them: { $n }
coverage-item = {"      "}Asked of { $asked } people; each option chosen (the right one first): { $shares }
coverage-few-right = {"      "}▲ Few were right: look at the question again, then whether the lesson teaches it clearly.
coverage-most-right = {"      "}▲ Nearly everybody was right: wrong options are too plain, or everybody knows it.
coverage-wrong-leads = {"      "}▲ A wrong option is chosen more often than the right one: check the key.
coverage-idle-option = {"      "}▲ An option that nobody chose: put what people really think in its place.
