"""Which rules of this context need neither database nor clock?"""
