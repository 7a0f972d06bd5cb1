type Constructor = new (...args: any[]) => object;
/** The name of the shard for this installation's own people. */
export declare const HOME = 'home';
export declare const readShard: (shard: string) => readonly [name: string, address: string];
/** Adds the settings about other installations that serve the same bot (decision 171). */
export declare function WithShards<Base extends Constructor>(
  base: Base,
): {
  new (...args: any[]): {
    /**
     * The other installations to which this one passes their people's updates, each as `name=address`. The address is that of the
     * installation's gateway, with its BOT_PORT and the path of TELEGRAM_WEBHOOK_URL, https. It is set only on the installation that
     * Telegram calls, only for `webhook`, and needs TELEGRAM_INSTALLATIONS.
     */
    TELEGRAM_SHARDS: string[];
    /**
     * How many installations serve the bot. Each takes an equal share of the calls that Telegram allows in a second, and credits the Stars
     * of its own people.
     */
    TELEGRAM_INSTALLATIONS: number;
  };
} & Base;
declare const ShardsConfig_base: {
  new (...args: any[]): {
    /**
     * The other installations to which this one passes their people's updates, each as `name=address`. The address is that of the
     * installation's gateway, with its BOT_PORT and the path of TELEGRAM_WEBHOOK_URL, https. It is set only on the installation that
     * Telegram calls, only for `webhook`, and needs TELEGRAM_INSTALLATIONS.
     */
    TELEGRAM_SHARDS: string[];
    /**
     * How many installations serve the bot. Each takes an equal share of the calls that Telegram allows in a second, and credits the Stars
     * of its own people.
     */
    TELEGRAM_INSTALLATIONS: number;
  };
} & ObjectConstructor;
export declare class ShardsConfig extends ShardsConfig_base {}
export {};
//# sourceMappingURL=shards.config.d.ts.map
