notice-title = Notice { $code }
notice-key-understood = understood
