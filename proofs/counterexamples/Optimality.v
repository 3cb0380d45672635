(** Witnesses and counterexamples of family E: games that need exactly T
    forward sweeps (E2), the support that a step must not lose (E4), policies
    that do not see the history (E5).  Histories are written most recent move
    first. *)
From Coq Require Import Reals List Lra Lia Psatz.
Import ListNotations.
From SeeUPO Require Import definitions.Game definitions.Update definitions.Surrogate.
Open Scope R_scope.

(** A policy over two moves, and the game with two moves everywhere. *)
Definition choose (x : R) : dist := fun a => match a with O => 1 - x | _ => x end.

Definition twoMoves (T : nat) (r : history -> R) : game :=
  {| horizon := T; moves := fun _ => [0; 1]%nat; chance := fun _ => None; reward := r |}.

(** An exact forward step at one history: nothing admissible does better. *)
Definition forwardArgmax (G : game) (old new : policy) : Prop :=
  forall n h, node G (S n) h ->
    isArgmax (admissible G h) (fun q => mean (moves G h) q (actionValue G old n h)) (new h).

(** With two moves, an argmax plays the strictly better one surely. *)
Lemma argmax_of_two : forall (Q : nat -> R) q better worse,
  (better = 0 /\ worse = 1 \/ better = 1 /\ worse = 0)%nat ->
  Q worse < Q better ->
  isArgmax (isDist [0; 1]%nat) (fun q => mean [0; 1]%nat q Q) q ->
  q better = 1 /\ q worse = 0.
Proof.
  intros Q q better worse Hbw Hlt [[Hpos Hsum] Hmax].
  specialize (Hmax (choose (INR better))).
  assert (H0 : 0 <= q 0%nat) by (apply Hpos; simpl; tauto).
  assert (H1 : 0 <= q 1%nat) by (apply Hpos; simpl; tauto).
  assert (D : isDist [0; 1]%nat (choose (INR better))).
  { destruct Hbw as [[E _] | [E _]]; subst better; (split; [intros [|a] _|]); simpl; lra. }
  specialize (Hmax D). unfold mean in Hmax. simpl in Hsum, Hmax.
  destruct Hbw as [[E1 E2] | [E1 E2]]; subst better worse; simpl in Hmax; split; nra.
Qed.

Lemma node_two : forall T r n h, (n + length h = T)%nat ->
  (forall a, In a h -> a = 0 \/ a = 1)%nat -> node (twoMoves T r) n h.
Proof.
  intros T r n h Hl Hh. split; [exact Hl|]. clear Hl. induction h as [|a h IH]; [exact I|].
  split; [destruct (Hh a (or_introl eq_refl)) as [E | E]; subst a; simpl; tauto|].
  apply IH. intros b Hb. apply Hh. right. exact Hb.
Qed.

Ltac step_at H n h :=
  let X := fresh "step" in
  assert (X := H n h (node_two _ _ _ h eq_refl
    ltac:(simpl; intros ? ?; intuition lia)));
  cbv [twoMoves moves admissible chance] in X.

Ltac unroll_two :=
  unfold expectedReturn, actionValue, value in *;
  cbn [expect horizon twoMoves moves reward] in *; unfold mean in *;
  cbn [sum] in *; simpl in *.

(** ** E2, T = 2: one forward sweep is not enough.  Move 0 pays 1; move 1 pays
    3/2 if followed by move 1, else 0.  Uniform start. *)
Definition game_T2 : game := twoMoves 2 (fun h =>
  match h with [_; 0]%nat => 1 | [1; 1]%nat => 3/2 | _ => 0 end).

Theorem E2_witness_two_turns : forall pol1,
  (forall h, node game_T2 (S (1 - length h)) h -> isDist [0; 1]%nat (pol1 h)) ->
  forwardArgmax game_T2 (fun _ => choose (1/2)) pol1 ->
  expectedReturn game_T2 pol1 = 1 /\ optimalReturn game_T2 = 3/2.
Proof.
  intros pol1 Hd H. step_at H 1%nat (@nil nat).
  apply (argmax_of_two _ _ 0%nat 1%nat) in step; [|left; split; reflexivity|].
  2:{ unfold game_T2. unroll_two. lra. }
  destruct step as [P0 P1].
  pose proof (Hd [0%nat] (node_two 2 _ 1 [0%nat] eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ S0].
  split.
  - unfold game_T2. unroll_two. rewrite P0, P1. lra.
  - unfold optimalReturn, game_T2. simpl. unfold Rmax.
    repeat destruct (Rle_dec _ _); lra.
Qed.

(** ** E2, T = 3: two forward sweeps are not enough.  Move 0 at turn 1 pays 1.
    After move 1, move 0 pays 1/2; after (1, 1) move 1 pays 4, move 0 pays -6.
    Uniform start. *)
Definition game_T3 : game := twoMoves 3 (fun h =>
  match h with
  | [_; _; 0]%nat => 1
  | [_; 0; 1]%nat => 1/2
  | [1; 1; 1]%nat => 4
  | _ => -6
  end).

Theorem E2_witness_three_turns : forall pol1 pol2,
  isPolicy game_T3 pol1 -> isPolicy game_T3 pol2 ->
  forwardArgmax game_T3 (fun _ => choose (1/2)) pol1 ->
  forwardArgmax game_T3 pol1 pol2 ->
  expectedReturn game_T3 pol2 = 1 /\ optimalReturn game_T3 = 4.
Proof.
  intros pol1 pol2 Hp1 Hp2 H1 H2.
  (* first sweep, turn 2 after move 1: move 0 looks better (1/2 against -1) *)
  step_at H1 1%nat ([1]%nat).
  apply (argmax_of_two _ _ 0%nat 1%nat) in step; [|left; split; reflexivity|].
  2:{ unfold game_T3. unroll_two. lra. }
  destruct step as [A0 A1].
  pose proof (Hp1 0%nat [0; 1]%nat (node_two 3 _ 1 [0; 1]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ S01].
  pose proof (Hp1 0%nat [1; 1]%nat (node_two 3 _ 1 [1; 1]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ S11].
  pose proof (Hp1 0%nat [0; 0]%nat (node_two 3 _ 1 [0; 0]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ S00].
  pose proof (Hp1 0%nat [1; 0]%nat (node_two 3 _ 1 [1; 0]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ S10].
  pose proof (Hp1 1%nat [0]%nat (node_two 3 _ 2 [0]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ S0].
  (* second sweep, turn 1: move 1 is worth 1/2 under the first sweep's policy *)
  step_at H2 2%nat (@nil nat).
  apply (argmax_of_two _ _ 0%nat 1%nat) in step; [|left; split; reflexivity|].
  2:{ unfold game_T3. unroll_two. rewrite A0, A1. nra. }
  destruct step as [B0 B1].
  pose proof (Hp2 0%nat [0; 0]%nat (node_two 3 _ 1 [0; 0]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ R00].
  pose proof (Hp2 0%nat [1; 0]%nat (node_two 3 _ 1 [1; 0]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ R10].
  pose proof (Hp2 1%nat [0]%nat (node_two 3 _ 2 [0]%nat eq_refl
    ltac:(simpl; intros ? ?; intuition lia))) as [_ R0].
  split.
  - unfold game_T3. unroll_two. rewrite B0, B1. nra.
  - unfold optimalReturn, game_T3. simpl. unfold Rmax.
    repeat destruct (Rle_dec _ _); lra.
Qed.

(** ** E4 (refuted): a step that stays within the support of the current policy
    can be stuck below the optimum.  The smallest game: one turn, two moves,
    the policy never plays the move that pays. *)
Definition stuckGame : game := twoMoves 1 (fun h => match h with [1]%nat => 1 | _ => 0 end).

Theorem E4_refuted_support_confined :
  let pol := fun _ : history => choose 0 in
  isPolicy stuckGame pol /\
  (forall n h q, node stuckGame (S n) h ->
     coveredDist (moves stuckGame h) (pol h) q ->
     mean (moves stuckGame h) q (actionValue stuckGame pol n h) <= value stuckGame pol (S n) h) /\
  expectedReturn stuckGame pol = 0 /\ optimalReturn stuckGame = 1.
Proof.
  cbv zeta. split; [|split; [|split]].
  - intros n h _. split; [intros [|a] _|]; simpl; lra.
  - intros n h q [Hl _] [[_ Hs] Hc]. simpl in Hl.
    assert (n = 0%nat) by lia. assert (h = []) by (destruct h; [reflexivity|simpl in *; lia]).
    subst. pose proof (Hc 1%nat (or_intror (or_introl eq_refl)) eq_refl) as Z.
    unfold stuckGame in *. unroll_two. unfold mean. simpl. rewrite Z. lra.
  - unfold stuckGame. unroll_two. lra.
  - unfold optimalReturn. simpl. unfold Rmax. destruct (Rle_dec _ _); lra.
Qed.

(** ** E5 (refuted): policies that do not see the history.  Two turns, rewards
    1 for (0, 0), 2 for (1, 1), else 0.  A blind policy has one weight per
    turn. *)
Definition blindGame : game := twoMoves 2 (fun h =>
  match h with [0; 0]%nat => 1 | [1; 1]%nat => 2 | _ => 0 end).

Definition blind (x y : R) : policy :=
  fun h => match h with [] => choose x | _ => choose y end.

Lemma blind_return : forall x y,
  expectedReturn blindGame (blind x y) = (1 - x) * (1 - y) + 2 * (x * y).
Proof. intros. unfold blindGame. unroll_two. unfold mean. simpl. ring. Qed.

(** From P(second move) = 1/5 at both turns, the exact unrestricted reverse
    sweep sets turn 2 to move 0 (the only maximum), then turn 1 to move 0 (the
    only maximum).  There J = 1, no change of one turn helps (a Nash
    equilibrium, so every later sweep stays), and the best blind policy has
    J = 2. *)
Theorem E5_refuted_reverse_order_suffices :
  (forall y, 0 <= y <= 1 -> y <> 0 ->
     expectedReturn blindGame (blind (1/5) y) < expectedReturn blindGame (blind (1/5) 0)) /\
  (forall x, 0 <= x <= 1 -> x <> 0 ->
     expectedReturn blindGame (blind x 0) < expectedReturn blindGame (blind 0 0)) /\
  (forall y, 0 <= y <= 1 -> y <> 0 ->
     expectedReturn blindGame (blind 0 y) < expectedReturn blindGame (blind 0 0)) /\
  expectedReturn blindGame (blind 0 0) = 1 /\
  expectedReturn blindGame (blind 1 1) = 2.
Proof.
  repeat split; intros; rewrite ?blind_return; lra.
Qed.
