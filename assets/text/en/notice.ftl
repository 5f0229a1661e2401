notice-title = Notice
notice-code = Code of this notice: { $code }
notice-key-understood = understood
