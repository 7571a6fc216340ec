// Empty: the least that an import costs.
